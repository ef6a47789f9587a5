using BayesMeasure.Comparison;
using BayesMeasure.DataIntegration;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Joining;

/// <summary>Whether two lines share their slope: by formula, by simulation, and by sampling.</summary>
[Trait("suite", "proofs")]
public class TwoLinesTests(ITestOutputHelper output)
{
    private const double MostErrors = 4;

    private static readonly ProofTable Simulated = new(
        "Two lines with a shared slope: P(join) by formula and by simulation", "lines", "formula", "simulated", "error", "pull");

    private static readonly ProofTable Sampled = new(
        "Two lines with a shared slope: F_joint - F_separate, exact and sampled", "lines", "seed", "exact", "sampled", "error",
        "pull", "gain", "exact gain");

    [Theory]
    [Trait("science", "solvable-linear.md: E, P(integrate) of two lines with a shared slope")]
    [InlineData(50, 1, 50, 1, 0, 0.98802)]
    [InlineData(50, 1, 50, 1, 1, 0.33275)]
    [InlineData(100, 1, 20, 0.3, 0.3, 0.89201)]
    public void Probability_of_joining_is_the_share_of_data_sets_that_say_so(
        int n1, double sigma1, int n2, double sigma2, double difference, double expected)
    {
        int count = ProofScale.Sweeps(4000);
        var lines = new TwoLines(n1, sigma1, n2, sigma2, difference);
        var random = new RandomStream(seed: 11, chain: 0, replica: 0);
        int joined = Enumerable.Range(0, count).Count(_ =>
        {
            (Measurement first, Measurement second) = lines.Draw(random);
            return lines.Question.FreeEnergyDifference(TwoLines.SlopeOf(first), TwoLines.SlopeOf(second)) < 0;
        });
        double share = joined / (double)count;
        double error = Math.Sqrt(expected * (1 - expected) / count);
        Simulated.Add(
            output,
            NameOf(lines),
            ProofTable.Number(lines.Question.ProbabilityOfJoining(difference), 5),
            ProofTable.Number(share, 5),
            ProofTable.Number(error, 5),
            ProofTable.Number((share - expected) / error, 2));
        Assert.InRange(Math.Abs(share - expected) / error, 0, MostErrors);
    }

    [Theory]
    [Trait("science", "solvable-linear.md: E, F_joint - F_separate of two lines with a shared slope")]
    [InlineData(50, 1, 50, 1, 0, IntegrationDecision.Join)]
    [InlineData(50, 1, 50, 1, 2.5, IntegrationDecision.KeepSeparate)]
    [InlineData(100, 1, 20, 0.3, 0.3, IntegrationDecision.Join)]
    public void Sampling_agrees_with_the_exact_answer(
        int n1, double sigma1, int n2, double sigma2, double difference, IntegrationDecision decision)
    {
        var lines = new TwoLines(n1, sigma1, n2, sigma2, difference);
        foreach (int seed in Enumerable.Range(1, ProofScale.Seeds(2)))
        {
            (Measurement First, Measurement Second) data = lines.Draw(new(seed: (ulong)seed, chain: 0, replica: 0));
            double exact = lines.Question.FreeEnergyDifference(TwoLines.SlopeOf(data.First), TwoLines.SlopeOf(data.Second));
            IntegrationComparison comparison = new Integration(lines.Joint(data)).Compare(Options((ulong)seed));
            IntegrationOdds whole = comparison.Whole;
            SharedWidth width = comparison.Widths[0];
            double exactGain = 1 / (Math.Sqrt(lines.Question.FirstPrecision) * lines.Question.StandardDeviation);
            Sampled.Add(
                output,
                NameOf(lines),
                ProofTable.Number(seed, 0),
                ProofTable.Number(exact, 3),
                ProofTable.Number(-whole.LogOdds, 3),
                ProofTable.Number(whole.StandardError, 3),
                ProofTable.Number((-whole.LogOdds - exact) / whole.StandardError, 2),
                ProofTable.Number(width.Gain, 3),
                ProofTable.Number(exactGain, 3));
            Assert.InRange(Math.Abs(-whole.LogOdds - exact) / whole.StandardError, 0, MostErrors);
            Assert.InRange(Math.Abs(width.Gain - exactGain) / width.GainError, 0, MostErrors);
            Assert.Equal(decision, whole.Decision);
        }
    }

    /// <summary>
    /// Levels that are sampled, each with its own log-uniform prior, find the true ones and the same answer about the slope.
    /// </summary>
    [Fact]
    [Trait("science", "solvable-linear.md: E, unknown noise levels, sampled")]
    public void Unknown_noise_levels_are_sampled()
    {
        var lines = new TwoLines(100, 1, 60, 0.3, 0);
        (Measurement First, Measurement Second) data = lines.Draw(new(seed: 4, chain: 0, replica: 0));
        IntegrationComparison comparison =
            new Integration(lines.Joint(data, GaussianNoise.Unknown)).Compare(Options(4));
        output.WriteLine($"{comparison}");
        Assert.Equal(IntegrationDecision.Join, comparison.Whole.Decision);
        foreach ((string name, double truth) in new[] { ("first.noise", lines.FirstSigma), ("second.noise", lines.SecondSigma) })
        {
            QuantitySummary level =
                comparison.Joint.Result.Summary.Parameters.Single(item => item.Name == name);
            Assert.InRange(Math.Abs(level.Mean - truth) / level.StandardDeviation, 0, 3);
        }
    }

    /// <summary>The fixed point b_m = N_m / mean sum of r_m^2, iterated exactly: it is linear regression with weights.</summary>
    [Fact]
    [Trait("science", "solvable-linear.md: E, unknown noise levels, fixed point of dF/db_m")]
    public void Unknown_noise_levels_are_found_where_the_free_energy_is_lowest()
    {
        var lines = new TwoLines(100, 1, 60, 0.3, 0);
        (Measurement First, Measurement Second) data = lines.Draw(new(seed: 4, chain: 0, replica: 0));
        double[] exact = lines.LowestNoiseLevels(data);
        var start = lines with { FirstSigma = 0.5, SecondSigma = 0.5 };
        JointNoiseLevels found = JointNoiseLevels.Find(start.Joint(data), Options(4));
        foreach (IReadOnlyList<double> step in found.Path)
        {
            output.WriteLine(FormattableString.Invariant($"{step[0]:F4} {step[1]:F4}; exact {exact[0]:F4} {exact[1]:F4}"));
        }
        Assert.All(found.Levels.Zip(exact), pair => Assert.Equal(pair.Second, pair.First, 0.01 * pair.Second));
    }

    private static ReplicaExchangeOptions Options(ulong seed) =>
        new() { Seed = seed, BurnInSweeps = 500, Sweeps = ProofScale.Sweeps(2000) };

    private static string NameOf(TwoLines lines) =>
        FormattableString.Invariant($"N = {lines.FirstPoints}/{lines.SecondPoints}, ")
        + FormattableString.Invariant($"sigma = {lines.FirstSigma}/{lines.SecondSigma}, Da0 = {lines.Difference}");
}
