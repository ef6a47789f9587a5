using System.Collections.Concurrent;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>The free energy of NSO-3 over the level of its noise from one run for each number of peaks.</summary>
[Trait("suite", "proofs")]
public class NoiseFromLadderTests(ITestOutputHelper output)
{
    /// <summary>b_max = 156: above the last b of the reference curve.</summary>
    private const double SmallestLevel = 0.08;
    private const double MostErrors = 4;
    private const double ReferenceError = 0.02;
    private const double LowestNoise = 0.02;
    private const double HighestNoise = 0.5;

    private static readonly ProofTable Table = new(
        "NSO-3: the level of the noise from the ladder", "peaks", "b", "error", "reference", "sigma", "reference", "F", "error",
        "reference");

    private static readonly ProofTable Treatments = new(
        "NSO-3, three peaks: four treatments of the noise", "treatment", "log Z", "error");

    private static readonly ConcurrentDictionary<int, NoiseCurve> Curves = [];

    /// <summary>
    /// The curve lives on the ladder, so the ladder has to be known: four peaks take four times as long as three.
    /// </summary>
    private static ReplicaExchangeOptions OnLadder(int peaks) => new()
    {
        Sweeps = 400_000,
        Until = new() { StandardError = peaks == 4 ? 0.1 : 0.05 },
        Reference = null,
    };

    [Theory]
    [Trait("science", "spectral-deconvolution.md: B1, NSO-3, b_hat, sigma_hat and min F of K = 2, 3, 4")]
    [InlineData(2, 60.7, 0.128, -169.2)]
    [InlineData(3, 101.3, 0.0994, -244.2)]
    [InlineData(4, 101.4, 0.0993, -244.0)]
    public void The_best_level(int peaks, double precision, double level, double freeEnergy)
    {
        NoiseCurve curve = Curve(peaks);
        NoiseCurvePoint point = curve.Minimum;
        Table.Add(
            output,
            ProofTable.Number(peaks, 0),
            ProofTable.Number(point.Precision, 2),
            ProofTable.Number(curve.PrecisionStandardError, 2),
            ProofTable.Number(precision, 1),
            ProofTable.Number(point.NoiseLevel, 5),
            ProofTable.Number(level, 4),
            ProofTable.Number(point.FreeEnergy.FreeEnergy, 3),
            ProofTable.Number(point.FreeEnergy.StandardError, 3),
            ProofTable.Number(freeEnergy, 1));
        Assert.True(curve.IsMinimumInside);
        Assert.Empty(curve.Warnings);

        // The file gives digits and no errors: one unit of the last digit, and the errors of the run.
        double levelDigit = peaks == 2 ? 1e-3 : 1e-4;
        Assert.InRange(Math.Abs(point.Precision - precision), 0, 0.1 + MostErrors * curve.PrecisionStandardError);
        Assert.InRange(Math.Abs(point.NoiseLevel - level), 0, levelDigit + MostErrors * curve.NoiseLevelStandardError);
        Assert.InRange(
            Math.Abs(point.FreeEnergy.FreeEnergy - freeEnergy), 0, 0.1 + MostErrors * point.FreeEnergy.StandardError);
        AssertStationary(peaks, point);
    }

    /// <summary>
    /// A run at the best level by itself: its free energy is the minimum, and the mean of sum r^2 there is n/b.
    /// </summary>
    private void AssertStationary(int peaks, NoiseCurvePoint point)
    {
        Posterior there = Nso3.WithPeaks(peaks, GaussianNoise.Known(point.NoiseLevel), new());
        Result run = Runs.OfSeeds(1, there, new())[0];
        var squares = run.Quantity("b sum r^2 / n", draw =>
        {
            double[] curve = there.Predict(draw.Values, there.Measurement.X.AsSpan());
            double sum = there.Measurement.Y.Zip(curve, (y, f) => (y - f) * (y - f)).Sum();
            return there.NoiseBinding.Weights[0] / Nso3.Points * sum;
        });
        double error = squares.Convergence.StandardErrorOfMean;
        output.WriteLine(FormattableString.Invariant(
            $"a run at b = {point.Precision:F2}: b <sum r^2> / n = {squares.Mean:F5} +- {error:F5}, ")
            + $"{run.FreeEnergy}");
        Assert.InRange(Math.Abs(squares.Mean - 1), 0, MostErrors * error + 1e-4);
        AssertAgree(
            run.FreeEnergy.FreeEnergy, run.FreeEnergy.StandardError, point.FreeEnergy.FreeEnergy, point.FreeEnergy.StandardError);
    }

    [Fact]
    [Trait("science", "spectral-deconvolution.md: B1, NSO-3, K = 3 curve F(b) at five b")]
    public void The_curve_of_three_peaks()
    {
        NoiseCurve curve = Curve(3);
        foreach ((double b, double reference) in new[]
            { (50.33, -215.52), (78.64, -239.89), (98.30, -244.13), (122.88, -241.29), (153.6, -229.59) })
        {
            FreeEnergyEstimate estimate = curve.At(1 / Math.Sqrt(b)).FreeEnergy;
            output.WriteLine(FormattableString.Invariant(
                $"F({b}) = {estimate.FreeEnergy:F3} +- {estimate.StandardError:F3}, reference {reference}"));
            Assert.InRange(estimate.StandardError, 0, 0.1);
            Assert.InRange(Math.Abs(estimate.FreeEnergy - reference), 0, MostErrors * Math.Sqrt(
                Math.Pow(estimate.StandardError, 2) + ReferenceError * ReferenceError));
        }
    }

    /// <summary>
    /// The curve at the known level is the evidence of known noise; its integral over ln b is that of the level under Jeffreys'
    /// prior; and a level that is sampled with a uniform prior of ln sigma has the same but for the width of that prior.
    /// </summary>
    [Fact]
    [Trait("science", "spectral-deconvolution.md: B1, alternative noise treatments; A, NSO-3, log Z of K = 3")]
    public void Four_treatments_agree()
    {
        NoiseCurve curve = Curve(3);
        Prior level = new() { [GaussianNoise.LevelName] = Prior.LogUniform(LowestNoise, HighestNoise) };
        IReadOnlyList<Result> runs = Runs.OfAll(
        [
            (Nso3.WithPeaks(3), new()),
            (Nso3.WithPeaks(3, new JeffreysNoise(), new()), new()),
            (Nso3.WithPeaks(3, GaussianNoise.Unknown, level), new()),
        ]);
        FreeEnergyEstimate atKnown = curve.At(Nso3.Sigma).FreeEnergy;
        double widths = Math.Log(2 * Math.Log(HighestNoise / LowestNoise));
        double integrated = Integral(curve);
        Row("known", runs[0].FreeEnergy.LogEvidence, runs[0].FreeEnergy.StandardError);
        Row("from the ladder, at the known level", atKnown.LogEvidence, atKnown.StandardError);
        Row("integrated out", runs[1].FreeEnergy.LogEvidence, runs[1].FreeEnergy.StandardError);
        Row("sampled, less the prior's width", runs[2].FreeEnergy.LogEvidence + widths, runs[2].FreeEnergy.StandardError);
        Row("from the ladder, integrated", integrated, atKnown.StandardError);
        AssertAgree(244.226, ReferenceError, runs[0].FreeEnergy.LogEvidence, runs[0].FreeEnergy.StandardError);
        AssertAgree(atKnown.LogEvidence, atKnown.StandardError, runs[0].FreeEnergy.LogEvidence, runs[0].FreeEnergy.StandardError);
        AssertAgree(integrated, atKnown.StandardError, runs[1].FreeEnergy.LogEvidence, runs[1].FreeEnergy.StandardError);
        AssertAgree(integrated, atKnown.StandardError, runs[2].FreeEnergy.LogEvidence + widths, runs[2].FreeEnergy.StandardError);
        void Row(string name, double value, double error) =>
            Treatments.Add(output, name, ProofTable.Number(value, 3), ProofTable.Number(error, 3));
    }

    private static void AssertAgree(double left, double leftError, double right, double rightError) =>
        Assert.InRange(Math.Abs(left - right), 0, MostErrors * Math.Sqrt(leftError * leftError + rightError * rightError));

    /// <summary>
    /// ln of the integral of e^-F over ln b, by the trapezoidal rule from the end of the ladder up to a level where e^-F is
    /// nothing.
    /// </summary>
    private static double Integral(NoiseCurve curve)
    {
        const int steps = 40;
        double low = Math.Log(curve.SmallestLevel);
        double high = Math.Log(0.145);
        double lowest = curve.Minimum.FreeEnergy.FreeEnergy;
        double sum = Enumerable.Range(0, steps + 1)
            .Select(i => curve.At(i == 0 ? curve.SmallestLevel : Math.Exp(low + (high - low) * i / steps)).FreeEnergy.FreeEnergy)
            .Sum(freeEnergy => Math.Exp(lowest - freeEnergy));
        return Math.Log(2 * sum * (high - low) / steps) - lowest;
    }

    /// <summary>One run for each number of peaks, which all proofs look at.</summary>
    private static NoiseCurve Curve(int peaks) => Curves.GetOrAdd(peaks, _ => NoiseCurve.Of(
        Runs.OfSeeds(1, Nso3.WithPeaks(peaks, GaussianNoise.Known(SmallestLevel), new()), OnLadder(peaks))[0]));
}
