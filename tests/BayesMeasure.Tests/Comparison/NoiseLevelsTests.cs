using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
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
