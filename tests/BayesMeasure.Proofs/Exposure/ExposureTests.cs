using BayesMeasure.Comparison;
using BayesMeasure.Experiments;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Exposure;

/// <summary>How long must one count to see three peaks, and how do posterior widths go with the exposure?</summary>
/// <remarks>
/// A fourth peak is only a little less probable for a longer exposure, since two peaks in one place are as good as one: how much
/// less is up to the prior of the amplitude. Here it knows that no peak is lower than 40. With the published one, scaled to
/// Gamma(5, 0.05), p(K = 3) stays between 0.53 and 0.64 at all three exposures, and no exposure makes it identifiable. What holds
/// whatever the prior: at T = 0.01 two peaks are enough, from T = 0.1 on they are excluded.
/// </remarks>
[Trait("suite", "proofs")]
public class ExposureTests(ITestOutputHelper output)
{
    private static readonly double[] Truth = [58.7, 95.689, 1.210, 152.2, 146.837, 1.455, 118.3, 164.469, 1.703, 10];

    private static readonly ProofTable Widths = new(
        "Posterior widths of three peaks: the logarithm of their ratio over that of the exposures, -1/2 in theory",
        "parameter", "sd, T = 1", "sd, T = 10", "exponent", "+-");

    [Fact]
    [Trait("science", "spectral-deconvolution.md: B2, exposures T = 0.1, 1, 10")]
    public void Widths_go_as_one_over_the_root_of_the_exposure_and_three_peaks_need_some()
    {
        ForwardModel background = ForwardModel.Of<ConstantBackground>();
        var family = ModelFamily.Of<GaussianPrecisionPeak>(
            2,
            4,
            new()
            {
                ["amplitude"] = Prior.Uniform(40, 300),
                ["precision"] = Prior.Gamma(5, 0.04),
                ["center"] = Prior.Normal(1.5, Math.Sqrt(0.2)),
            },
            PoissonNoise.Counts,
            background,
            new() { ["offset"] = Prior.Gamma(2, 0.1) });
        ForwardModel spectrum = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(3) + background;
        var truth = BayesMeasure.Experiments.Truth.Of("K = 3", spectrum, Truth);
        DesignSeries series = DesignSeries.OfExposures(Enumerable.Range(0, 301).Select(i => 0.01 * i), 0.01, 0.1, 1, 10);
        ReplicaExchangeOptions options = new()
        {
            Chains = 2,
            BurnInSweeps = 400,
            Sweeps = ProofScale.Sweeps(400),
            SideBySide = true,
        };
        VirtualMeasurementReport report = new VirtualMeasurement(truth, family).Run(
            series,
            new() { Measurements = 5, Inference = new ReplicaExchange(options) });
        output.WriteLine($"{report}");

        Assert.All(report.Parameters.Index(), entry => CheckExponent(report, entry.Item, entry.Index));
        Assert.Equal(0, report.Outcomes[0].TruthSelected.Count);
        Assert.All(report.Outcomes.Skip(1), outcome => Assert.InRange(outcome.Probabilities[0].Value, 0, 1e-3));
        Assert.InRange(report.Outcomes[^1].Probabilities[1].Value, 0.7, 1);
    }

    /// <summary>
    /// Between T = 1 and 10 the data outweigh the prior of every parameter; 0.06 is for what the prior still adds.
    /// </summary>
    private void CheckExponent(VirtualMeasurementReport report, Parameter parameter, int position)
    {
        (double shorter, double longer) =
            (report.Outcomes[^2].Widths[position].Value, report.Outcomes[^1].Widths[position].Value);
        double exponent = Math.Log10(longer / shorter);
        double error = Math.Sqrt(
            RelativeVariance(report.Outcomes[^2], position) + RelativeVariance(report.Outcomes[^1], position)) / Math.Log(10);
        Widths.Add(
            output,
            parameter.Name,
            ProofTable.Number(shorter, 4),
            ProofTable.Number(longer, 4),
            ProofTable.Number(exponent, 3),
            ProofTable.Number(error, 3));
        Assert.InRange(exponent + 0.5, -3 * error - 0.06, 3 * error + 0.06);
    }

    private static double RelativeVariance(DesignOutcome outcome, int position) =>
        Math.Pow(outcome.Widths[position].StandardError / outcome.Widths[position].Value, 2);
}
