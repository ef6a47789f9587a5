using BayesMeasure.Comparison;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.FreeEnergy;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Comparison;

/// <summary>The curve of ladders whose free energy is known at every level of the noise.</summary>
public class NoiseCurveTests(ITestOutputHelper output)
{
    // Twelve observations a prior deviation and a half away: the best level lies well inside the ladder.
    private static readonly GaussianLadder Ladder = new()
    {
        Dimensions = 12,
        Rungs = 16,
        Chains = 2,
        Sweeps = 200,
        PriorDeviation = 0.3,
        Observation = 1,
    };

    public static TheoryData<double> Levels => [0.5, 0.55, 0.95, 10];

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(Levels))]
    public void Holds_at_rungs_and_between_them_with_true_errors(double level)
    {
        ZScores scores = ZScores.Of(Ladder, output, traces =>
        {
            FreeEnergyEstimate estimate = CurveOf(traces).At(level).FreeEnergy;
            return FreeEnergyEstimate.FromInfluences(
                "z", Ladder.LogEvidence + Exact(level) - estimate.FreeEnergy, estimate.Influences);
        }).Single();
        Assert.True(scores.AreStandard, scores.ToString());
    }

    [Fact]
    public void Finds_the_best_level_with_its_error()
    {
        double best = Enumerable.Range(0, 100_000).Select(i => 0.5 + 2e-5 * i).MinBy(Exact);
        NoiseCurve[] curves = [.. Enumerable.Range(0, 60).Select(seed => CurveOf(Ladder.Draw(seed)))];
        double[] scores = [.. curves.Select(curve => (curve.Minimum.NoiseLevel - best) / curve.NoiseLevelStandardError)];
        output.WriteLine(
            FormattableString.Invariant($"{best}: mean z {scores.Average()}, rms {Math.Sqrt(scores.Average(z => z * z))}"));
        Assert.All(curves, curve => Assert.True(curve.IsMinimumInside));
        Assert.All(curves, curve => Assert.Empty(curve.Warnings));
        Assert.InRange(scores.Average(), -0.4, 0.4);
        Assert.InRange(Math.Sqrt(scores.Average(z => z * z)), 0.75, 1.3);
        double step = 1e-3 * best;
        double curvature = (Exact(best + step) - 2 * Exact(best) + Exact(best - step)) / (step * step);
        Assert.Equal(1 / Math.Sqrt(curvature), curves.Average(curve => curve.NoiseLevelWidth), 0.02);
    }

    [Fact]
    public void At_beta_1_it_is_the_estimate_of_the_run()
    {
        LogLikelihoodTraces traces = Ladder.Draw(3);
        FreeEnergyEstimate run = new MultistateBennett().Estimate(traces);
        FreeEnergyEstimate curve = CurveOf(traces).At(Ladder.NoiseDeviation).FreeEnergy;
        Assert.Equal(run.LogEvidence, curve.LogEvidence, 1e-7);
        Assert.Equal(run.StandardError, curve.StandardError, 0.05 * run.StandardError);
    }

    [Fact]
    public void Says_when_the_ladder_ends_before_the_minimum()
    {
        GaussianLadder tooShort = Ladder with { NoiseDeviation = 2 };
        var curve = new NoiseCurve(tooShort.Draw(1), 2, PerfectFit(tooShort), 12);
        Assert.False(curve.IsMinimumInside);
        Assert.Equal(2, curve.Minimum.NoiseLevel, 1e-12);
        Assert.True(double.IsNaN(curve.NoiseLevelStandardError));
        Assert.Contains("noise level 2, where the ladder ends", Assert.Single(curve.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_levels_below_that_of_the_run()
    {
        NoiseCurve curve = CurveOf(Ladder.Draw(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.At(0.49));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.At(double.NaN));
    }

    /// <summary>A factor of all sigmas is what the level is where all sigmas are equal.</summary>
    [Fact]
    public void Noise_point_by_point_has_a_factor()
    {
        double[] y = [0.3, 1.9, 1.1, 0.2, 1.4, 0.8];
        var measurement = new Measurement([1, 2, 3, 4, 5, 6], y, Enumerable.Repeat(0.2, 6));
        NoiseCurve level = NoiseCurve.Of(Run(measurement, GaussianNoise.Known(0.2)));
        NoiseCurve factor = NoiseCurve.Of(Run(measurement, GaussianNoise.PerPoint));
        Assert.Equal(level.Minimum.NoiseLevel, 0.2 * factor.Minimum.NoiseLevel, 0.02);
        Assert.Equal(level.Minimum.FreeEnergy.FreeEnergy, factor.Minimum.FreeEnergy.FreeEnergy, 0.2);
        string message = Assert.Throws<ArgumentException>(() => NoiseCurve.Of(Run(measurement, new JeffreysNoise()))).Message;
        Assert.Contains("GaussianNoise.Known or PerPoint", message, StringComparison.Ordinal);
    }

    private static Result Run(Measurement measurement, NoiseModel noise) =>
        new ReplicaExchange(new() { Seed = 5, Sweeps = 1500, BurnInSweeps = 500 }).Run(
            new Posterior(measurement, ForwardModel.Of<ConstantBackground>(), noise, new() { ["offset"] = Prior.Normal(0, 2) }));

    private static double PerfectFit(GaussianLadder ladder) =>
        -ladder.Dimensions * Math.Log(ladder.NoiseDeviation * Math.Sqrt(2 * Math.PI));

    private static NoiseCurve CurveOf(LogLikelihoodTraces traces) =>
        new(traces, Ladder.NoiseDeviation, PerfectFit(Ladder), Ladder.Dimensions);

    private static double Exact(double level) => -(Ladder with { NoiseDeviation = level }).LogEvidence;
}
