using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Explorers.Relocation;

/// <summary>The parts of a relocation: what each says of its density is what it draws.</summary>
public class RelocationPartsTests
{
    private const int Draws = 4000;

    public static TheoryData<string> Priors =>
    [
        "Uniform(-1, 2)", "LogUniform(0.01, 10)", "Normal(3, 0.5)", "Gamma(0.7, 2)", "Beta(0.6, 0.8)", "HalfNormal(2)",
        "TruncatedNormal(0, 1, -0.5, 2)", "LogNormal(0, 0.7)",
    ];

    private static MatchedComponents Components => LonePeak.All["known noise"].Posterior.Matched[0];

    [Theory]
    [MemberData(nameof(Priors))]
    public void Probabilities_are_those_of_the_prior_and_come_back(string text)
    {
        var prior = (Distribution)Prior.ParseRule(text);
        var scale = new ProbabilityScale(prior);
        for (double probability = 0.001; probability < 1; probability += 0.0137)
        {
            double coordinate = scale.CoordinateAt(probability);
            Assert.Equal(probability, scale.ProbabilityAt(coordinate), 1e-9);
            Assert.Equal(probability, prior.CumulativeProbability(prior.FromCoordinate(coordinate)), 0.01);
            double slope = (scale.CoordinateAt(probability + 1e-7) - scale.CoordinateAt(probability - 1e-7)) / 2e-7;
            Assert.Equal(Math.Log(slope), scale.LogSlopeAt(coordinate), 1e-4);
        }
    }

    [Fact]
    public void Cells_part_the_prior()
    {
        TemplateBank bank = Components.Bank;
        Assert.InRange(bank.Count, 2, TemplateBankBuilder.MostCells);
        Assert.Equal(1, bank.Mass.Sum(), 1e-12);
        for (int cell = 0; cell < bank.Count; cell++)
        {
            double[] inside = [.. bank.Lower[cell].Zip(bank.Width[cell], (lower, width) => lower + 0.3 * width)];
            Assert.Equal(cell, bank.Find(inside));
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void A_score_is_that_of_the_written_out_formula(double inverseTemperature)
    {
        TemplateScore score = ScoreOf("known noise", inverseTemperature, out AlignedBuffer residual);
        TemplateBank bank = Components.Bank;
        CurveTemplates templates = bank.Curves[0];
        double[] expected = [.. Enumerable.Range(0, bank.Count).Select(Weight)];
        double total = expected.Sum();
        for (int cell = 0; cell < bank.Count; cell++)
        {
            double density = 0.9 * expected[cell] / total / bank.Mass[cell] + 0.1;
            Assert.Equal(Math.Log(density), score.LogDensity(cell), 1e-4);
        }

        double Weight(int cell)
        {
            // On so few points a template has a few blocks, or one a point.
            double product = 0;
            int level = Enumerable.Range(0, templates.Pyramid.Levels)
                .Last(level => templates.Pyramid.OffsetOf(level) <= templates.Source[cell]);
            for (int i = 0; i < templates.Start[cell + 1] - templates.Start[cell]; i++)
            {
                int block = templates.Source[cell] - templates.Pyramid.OffsetOf(level) + i;
                int end = Math.Min((block + 1) << level, Components.Curves[0].Noise.Count);
                for (int point = block << level; point < end; point++)
                {
                    product += templates.Templates[templates.Start[cell] + i] * residual.Span[point];
                }
            }

            double precision = inverseTemperature / (0.9 * 0.9);
            double best = product / templates.Norm[cell];
            double amplitude = Math.Clamp(best, 0.05, 8);
            double deviation = 1 / Math.Sqrt(precision * templates.Norm[cell]);
            double root = Math.Sqrt(2 * Math.PI);
            double width = root * deviation / (1 + root * Math.Abs(best - amplitude) / deviation);
            double gain = amplitude * product - 0.5 * amplitude * amplitude * templates.Norm[cell];
            return bank.Mass[cell] * Math.Exp(precision * gain) * width / (width + 7.95);
        }
    }

    [Theory]
    [InlineData("known noise")]
    [InlineData("noise of unknown level")]
    public void Cells_are_drawn_as_often_as_their_score_says(string noise)
    {
        TemplateScore score = ScoreOf(noise, 1, out _);
        TemplateBank bank = LonePeak.All[noise].Posterior.Matched[0].Bank;
        double[] informed = [.. Enumerable.Range(0, bank.Count)
            .Select(cell => (Math.Exp(score.LogDensity(cell)) - 0.1) * bank.Mass[cell])];
        int[] order = [.. Enumerable.Range(0, bank.Count).OrderByDescending(cell => informed[cell])];
        var counts = new int[8];
        var random = new RandomStream(3, 0, 0);
        for (int draw = 0; draw < Draws; draw++)
        {
            int cell = score.Draw(random);
            counts[cell < 0 ? 7 : Math.Min(6, Array.IndexOf(order, cell))]++;
        }

        double[] first = [.. order.Take(6).Select(cell => informed[cell])];
        Assert.Equal(1, informed.Sum() + 0.1, 1e-9);
        Assert.True(ChiSquare.Significance(counts, [.. first, 0.9 - first.Sum(), 0.1]) > 1e-4);
    }

    [Theory]
    [InlineData(0.5, 1, 0, 3)]
    [InlineData(-20, 1, 0, 30)]
    [InlineData(80, 2, 0, 3)]
    [InlineData(1e3, 1e4, 0, 5)]
    [InlineData(-3, 0.5, double.NegativeInfinity, 0)]
    [InlineData(0, 1e6, 1, 1.001)]
    public void A_truncated_normal_draws_what_it_says(double mean, double scale, double minimum, double maximum)
    {
        var gaussian = new TruncatedGaussian(mean, scale, minimum, maximum);
        var prior = (Distribution)Prior.TruncatedNormal(mean, scale, minimum, maximum);
        var random = new RandomStream(4, 0, 0);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => gaussian.Draw(random))];
        Assert.All(draws.Take(50), draw => Assert.Equal(prior.LogDensity(draw), gaussian.LogDensity(draw), 1e-9));
        Assert.True(KolmogorovSmirnov.Significance(draws, prior.CumulativeProbability) > 1e-4);
        Assert.Equal(double.NegativeInfinity, gaussian.LogDensity(maximum + 1));
    }

    [Theory]
    [InlineData("Uniform(0, 5)")]
    [InlineData("Gamma(3, 1)")]
    [InlineData("LogUniform(0.1, 9)")]
    [InlineData("Normal(1, 2)")]
    public void An_amplitude_is_drawn_as_it_says(string text)
    {
        var prior = (Distribution)Prior.ParseRule(text);
        foreach (double precision in new[] { 1e-12, 0.01, 1, 40 })
        {
            var amplitude = new AmplitudeConditional(prior, isQuadratic: false);
            amplitude.Precise(new(2.4, 1.2), precision);
            Func<double, double> cumulative =
                CumulativeOf(amplitude.LogDensity, Math.Max(prior.Minimum, -20), Math.Min(prior.Maximum, 40));
            Assert.Equal(1, cumulative(1e9), 0.002);
            var random = new RandomStream(6, 0, 0);
            double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => amplitude.Draw(random))];
            Assert.True(KolmogorovSmirnov.Significance(draws, cumulative) > 1e-4, $"{text} at {precision}");
        }
    }

    [Theory]
    [InlineData("LogUniform(0.01, 100)")]
    [InlineData("HalfNormal(2)")]
    [InlineData("Uniform(0, 50)")]
    public void A_level_is_drawn_as_it_says_and_as_it_should_be(string text)
    {
        var prior = (Distribution)Prior.ParseRule(text);
        foreach ((double sumOfSquares, double inverseTemperature) in
            new[] { (400.0, 1), (4e-5, 1), (400, 1e-9), (400, 0.1), (1e7, 0.3) })
        {
            var level = new LevelConditional(prior, new ProbabilityScale(prior), points: 20);
            level.Condition(sumOfSquares, inverseTemperature);
            var random = new RandomStream(6, 0, 0);
            double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => Math.Log(level.Draw(random)))];
            Func<double, double> cumulative =
                CumulativeOf(t => level.LogDensity(Math.Exp(t)) + t, draws.Min() - 1e-3, draws.Max() + 1e-3);
            Assert.Equal(1, cumulative(1e9), 0.02);
            Assert.True(KolmogorovSmirnov.Significance(draws, cumulative) > 1e-4, $"{text} at {inverseTemperature}");
        }
    }

    [Fact]
    public void A_bank_is_made_once_and_lone_components_are_no_group()
    {
        Posterior posterior = LonePeak.All["known noise"].Posterior;
        Assert.Empty(posterior.Groups);
        Assert.Single(posterior.Matched);
        TemplateBank[] banks = new TemplateBank[8];
        Parallel.For(0, banks.Length, i => banks[i] = posterior.Matched[0].Bank);
        Assert.Single(banks.Distinct());
    }

    private static TemplateScore ScoreOf(string noise, double inverseTemperature, out AlignedBuffer residual)
    {
        MatchedComponents components = LonePeak.All[noise].Posterior.Matched[0];
        var amplitude = new AmplitudeConditional(components.PriorOf(components.Amplitudes[0]), isQuadratic: true);
        TemplateScore score = TemplateScore.Create(components, [amplitude.Range]);
        AlignedBuffer measured = components.Curves[0].Noise.Measured;
        residual = new(measured.Length);
        measured.Span.CopyTo(residual.Span);
        score.Score([residual], inverseTemperature, [1 / (0.9 * 0.9)]);
        return score;
    }

    /// <summary>The integral of a density from an end of the range, by small steps.</summary>
    private static Func<double, double> CumulativeOf(Func<double, double> logDensity, double from, double to)
    {
        const int steps = 100_000;
        var sums = new double[steps + 1];
        for (int i = 0; i < steps; i++)
        {
            sums[i + 1] = sums[i] + (to - from) / steps * Math.Exp(logDensity(from + (i + 0.5) * (to - from) / steps));
        }

        return x => sums[Math.Clamp((int)Math.Round((x - from) / (to - from) * steps), 0, steps)];
    }
}
