using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Persistence;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Comparison;

/// <summary>The level of the noise by the ladder and by integration, on a straight line where both are known.</summary>
public class NoiseLevelsTests
{
    private const double Sigma = 0.3;
    private const int Points = 40;

    private static readonly Measurement Data = Simulate();

    private static ReplicaExchangeOptions Options => new() { Seed = 5, Chains = 2, BurnInSweeps = 500, Sweeps = 2000 };

    [Fact]
    public void The_model_and_the_level_are_found_at_once()
    {
        NoiseLevels levels = NoiseLevels.Of(Family(GaussianNoise.Known(0.15)).Compare(Data, Options));
        Assert.Equal("line", levels.Best.Name);
        Assert.InRange(levels.Best.Probability, 0.99, 1);
        Assert.Equal(1, levels.Models.Sum(model => model.Probability), 1e-12);
        Assert.All(levels.Models, model => Assert.True(model.Curve.IsMinimumInside));
        Assert.Contains("line", levels.ToString(), StringComparison.Ordinal);

        // Flat priors: <sum r^2> = RSS + 2 / b is n / b at b = (n - 2) / RSS.
        Assert.Equal(Math.Sqrt(ResidualSumOfSquares() / (Points - 2)), levels.Best.Curve.Minimum.NoiseLevel, 0.003);
        Result there = new ReplicaExchange(Options).Run(levels.Best.AtBestLevel);
        double error = Math.Sqrt(Math.Pow(there.FreeEnergy.StandardError, 2)
            + Math.Pow(levels.Best.Curve.Minimum.FreeEnergy.StandardError, 2));
        Assert.InRange(
            Math.Abs(there.FreeEnergy.FreeEnergy - levels.Best.Curve.Minimum.FreeEnergy.FreeEnergy), 0, 4 * error);
    }

    [Fact]
    public void A_comparison_at_the_best_levels_decides_where_all_were_found()
    {
        var levels = NoiseLevels.Of(Family(GaussianNoise.Known(0.15)).Compare(Data, Options));
        ModelComparison there = levels.Compare(Options).Limited();
        Assert.Equal("line", there.Selected?.Name);
        Assert.Same(levels, there.NoiseLevels);
        Assert.All(there.Models.Zip(levels.Models), pair => Assert.Equal(
            pair.Second.Curve.Minimum.NoiseLevel,
            Assert.IsType<GaussianNoise>(pair.First.Target.Curves.Single().Posterior.Noise).Level));
    }

    [Fact]
    public void Levels_that_were_not_found_decide_nothing_in_a_file_either()
    {
        var levels = NoiseLevels.Of(Family(GaussianNoise.Known(0.5)).Compare(Data, Options));
        ModelComparison there = levels.Compare(Options);
        Assert.Null(there.Selected);
        Assert.Contains("below 0.5", $"{levels}", StringComparison.Ordinal);
        Assert.Contains("still falls", there.Objection, StringComparison.Ordinal);
        string file = Path.GetTempFileName();
        there.Save(file);
        var read = ModelComparison.Load(file);
        File.Delete(file);
        Assert.Equal((there.Verdict, there.Reserve), (read.Verdict, read.Reserve));
        Assert.Equal(there.Warnings, read.Warnings);
    }

    /// <summary>Second differences of a line are those of its noise.</summary>
    [Fact]
    public void A_ladder_begins_at_half_of_what_neighbours_show()
    {
        Assert.InRange(NoiseLevels.SmallestFor(Data), 0.3 * Sigma, 0.7 * Sigma);
        var turned = new Measurement(Data.X.Reverse(), Data.Y.Reverse());
        Assert.Equal(NoiseLevels.SmallestFor(Data), NoiseLevels.SmallestFor(turned), 1e-12);
        Assert.True(double.IsNaN(NoiseLevels.SmallestFor(new([0, 1, 2], [0, 1, 0]))));
    }

    [Fact]
    public void Noise_that_is_not_known_has_no_ladder_of_levels()
    {
        ModelComparison comparison = Family(new JeffreysNoise()).Compare(Data, Options with { Sweeps = 20, BurnInSweeps = 20 });
        Assert.Contains("GaussianNoise.Known", Assert.Throws<ArgumentException>(() => NoiseLevels.Of(comparison)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Flat priors: sigma^2 ~ InverseGamma((n - 2)/2, RSS/2) once the line is integrated out too.</summary>
    [Fact]
    public void A_level_that_was_integrated_out_is_drawn_afterwards()
    {
        Candidate line = Family(new JeffreysNoise()).Candidates[1];
        Result result = new ReplicaExchange(Options).Run(line.Given(Data));
        QuantitySummary level = result.NoiseLevel();
        double[] quantiles = [.. Enumerable.Range(0, 20_000).Select(i => Math.Sqrt(0.5 * ResidualSumOfSquares()
            / MathNet.Numerics.Distributions.Gamma.InvCDF(0.5 * (Points - 2), 1, (i + 0.5) / 20_000)))];
        Assert.InRange(Math.Abs(level.Mean - quantiles.Average()), 0, 4 * level.Convergence.StandardErrorOfMean);
        double deviation = Math.Sqrt(quantiles.Average(value => value * value) - Math.Pow(quantiles.Average(), 2));
        Assert.InRange(
            Math.Abs(level.StandardDeviation - deviation), 0,
            4 * level.Convergence.StandardErrorOfStandardDeviation + 0.01 * deviation);
        Assert.Throws<ArgumentException>(
            () => (result with { Target = Family(GaussianNoise.Known(1)).Candidates[1].Given(Data) }).NoiseLevel());
    }

    private static ModelFamily Family(NoiseModel noise)
    {
        Prior offset = new() { ["offset"] = Prior.Uniform(-10, 10), ["reference"] = Prior.Fixed(0) };
        ForwardModel line = ForwardModel.Of<LinearBackground>();
        return new(
            new Candidate("constant", null, line, noise, offset + new Prior { ["slope"] = Prior.Fixed(0) }),
            new Candidate("line", null, line, noise, offset + new Prior { ["slope"] = Prior.Uniform(-10, 10) }));
    }

    private static double ResidualSumOfSquares()
    {
        (double offset, double slope) = MathNet.Numerics.Fit.Line([.. Data.X], [.. Data.Y]);
        return Data.X.Zip(Data.Y, (x, y) => Math.Pow(y - offset - slope * x, 2)).Sum();
    }

    private static Measurement Simulate()
    {
        var random = new RandomStream(8, 0, 0);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => -1 + 2.0 * i / (Points - 1))];
        return new(x, x.Select(value => 1 + 0.8 * value + Sigma * random.NextNormal()));
    }
}
