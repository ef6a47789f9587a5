using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// log Z of Lorentzian lines in the Raman spectrum of methanol, K = 3 to 8, from chains that begin at the best mode: with linear
/// coefficients from their conditional distribution the bridge is a hundredth of a nat wide.
/// </summary>
[Trait("suite", "proofs")]
public class MethanolBridgeTests(ITestOutputHelper output)
{
    private const int Sweeps = 3000;

    // What the page knows its own numbers to.
    private const double ErrorOfTruth = 0.02;

    private static readonly double[] Three =
        [5409.44, 25.1621, 1029.24, 2152.12, 65.7774, 1463.33, 547.801, 55.336, 1117.75, 2288.95, 1.37015, 106.208];

    private static readonly double[] Six =
    [
        3436.44, 17.7043, 1033.88, 1546.81, 42.5492, 1465.77, 561.806, 74.6636, 1117.1, 620.252, 230.881, 1503.25,
        2965.71, 22.2585, 1023.16, 885.427, 14.9676, 1448.99, 2191.07, 1.1697, 48.9935,
    ];

    private static readonly double[] Eight =
    [
        3582.98, 18.5582, 1033.63, 1756.63, 49.5037, 1467.99, 544.496, 43.2329, 1108.12, 414.946, 122.534, 1548.9,
        2812.81, 22.3056, 1023.01, 1030.79, 16.9622, 1449.72, 268.179, 43.4087, 1154.26, 208.259, 69.0837, 1391.25,
        2255.25, 1.23691, 34.8186,
    ];

    [SharedDataFact]
    [Trait("science", "high-contrast.md: methanol, K = 3")]
    public void Three_lines_have_the_log_evidence_of_the_page() => AssertIs(-2080.26, Three);

    [SharedDataFact]
    [Trait("science", "high-contrast.md: methanol, K = 6")]
    public void Six_lines_have_the_log_evidence_of_the_page() => AssertIs(-1869.68, Six);

    [SharedDataFact]
    [Trait("science", "high-contrast.md: methanol, K = 8")]
    public void Eight_lines_have_the_log_evidence_of_the_page() => AssertIs(-1804.06, Eight);

    private void AssertIs(double truth, double[] mode)
    {
        Posterior target = WithLines(mode.Length / 3 - 1);
        (CollectedDraws fitted, Draws recorded) = ColdChains.From(mode, target, Sweeps, seed: 1);
        FittedReference reference = ReferenceFit.Of(target, fitted, seed: 1)!;
        ReferenceWeights weights = new ReferenceSample(target, reference, seed: 1).Weights(recorded, 8192, threads: 2);
        FreeEnergyEstimate importance = new ImportanceSampling().Estimate(weights);
        FreeEnergyEstimate bridge = new PosteriorBridge().Estimate(weights);
        output.WriteLine(
            $"{reference.Description}; {bridge} {bridge.Fitness}; {importance} {importance.Fitness}");
        Assert.True(bridge.Fitness!.IsUsable, bridge.Fitness.Text);
        Assert.InRange(bridge.StandardError, 0.001, 0.04);
        Assert.InRange(BridgeEquation.Solve(weights).Overlap, 0.28, 0.5);
        double error = Math.Sqrt(bridge.StandardError * bridge.StandardError + ErrorOfTruth * ErrorOfTruth);
        Assert.InRange(bridge.LogEvidence - truth, -4 * error, 4 * error);
    }

    /// <summary>
    /// K lines on a straight background with noise of unknown level, under priors made from the ranges of the data.
    /// </summary>
    private static Posterior WithLines(int count)
    {
        string file = Path.Combine(SharedData.Folder!, "spectra", "raman_methanol", "methanol.csv");
        Measurement data = Measurement.ReadCsv(file);
        (double height, double width) = (data.YRange.Length, data.XRange.Length);
        Prior line = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3 * height),
            ["width"] = Prior.LogUniform(data.MedianSpacing, width / 2),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        };
        Prior common = new()
        {
            ["offset"] = Prior.Uniform(data.YRange.Minimum - height, data.YRange.Maximum + height),
            ["slope"] = Prior.Uniform(-2 * height / width, 2 * height / width),
            ["reference"] = Prior.Fixed((data.XRange.Minimum + data.XRange.Maximum) / 2),
            ["noise"] = Prior.LogUniform(1e-4 * height, height),
        };
        ForwardModel model = ForwardModel.Of<LorentzianPeak>().Repeat(count) + ForwardModel.Of<LinearBackground>();
        return new(data, model, GaussianNoise.Unknown, line.Repeat(count) + common);
    }
}
