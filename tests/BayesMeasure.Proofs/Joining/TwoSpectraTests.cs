using BayesMeasure.DataIntegration;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Joining;

/// <summary>
/// Two spectra with the positions and widths of the peaks of NSO-3, amplitudes of their own, and noise of 0.1 and 0.3: whether
/// one of the positions may differ.
/// </summary>
[Trait("suite", "proofs")]
public class TwoSpectraTests(ITestOutputHelper output)
{
    private static readonly double[] Precisions = [95.689, 146.837, 164.469];
    private static readonly double[] Centers = [1.210, 1.455, 1.703];

    private static readonly ProofTable Table = new(
        "Two spectra sharing (mu, b) of NSO-3: ln odds for joining", "shift of mu_2", "joint sd", "ln odds", "error", "decision");

    /// <summary>
    /// A shift of 5 joint standard deviations is less than two errors of the noisier spectrum: six shared parameters count for
    /// more. It takes 30 to make separate win.
    /// </summary>
    [Fact]
    [Trait("science", "solvable-linear.md: E, second check: two spectra sharing (mu, b) of NSO-3")]
    public void Spectra_of_one_sample_are_joined_and_a_shifted_peak_keeps_them_separate()
    {
        IntegrationComparison same = Compare(shift: 0);
        IReadOnlyList<QuantitySummary> found = same.Joint.Result.Summary.Parameters;
        double sd = found.Single(item => item.Name == "center[2]").StandardDeviation;
        Report(0, sd, same);
        output.WriteLine($"{same}");
        Assert.Equal(IntegrationDecision.Join, same.Whole.Decision);
        Assert.All(same.Widths.Where(width => width.Measurement == "noisy"), width => Assert.True(width.Gain > 1.5, $"{width}"));
        foreach (int shift in new[] { 5, 30 })
        {
            IntegrationComparison shifted = Compare(shift * sd);
            Report(shift, sd, shifted);
            if (shift == 30)
            {
                Assert.Equal(IntegrationDecision.KeepSeparate, shifted.Whole.Decision);
            }
        }
    }

    private void Report(int shift, double sd, IntegrationComparison comparison) => Table.Add(
        output,
        $"{shift} sd",
        ProofTable.Number(sd, 4),
        ProofTable.Number(comparison.Whole.LogOdds, 2),
        ProofTable.Number(comparison.Whole.StandardError, 2),
        $"{comparison.Whole.Decision}");

    private static IntegrationComparison Compare(double shift)
    {
        Prior shared = new() { ["precision"] = Prior.Gamma(5, 0.04), ["center"] = Prior.Normal(1.5, Math.Sqrt(0.2)) };
        Prior own = new() { ["amplitude"] = Prior.Gamma(5, 5) };
        var joint = new JointPosterior(
            shared.Repeat(3) + own.Repeat(3).Labelled("clear", "noisy"),
            Part("clear", [0.587, 1.522, 1.183], shift: 0, sigma: 0.1, seed: 1),
            Part("noisy", [1.4, 0.9, 1.6], shift, sigma: 0.3, seed: 2));
        return new Integration(joint).Compare(
            new() { Seed = 5, BurnInSweeps = 1000, Sweeps = ProofScale.Sweeps(1500) });
    }

    private static JointPart Part(string name, double[] amplitudes, double shift, double sigma, ulong seed)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(3);
        double[] x = [.. Enumerable.Range(0, 301).Select(i => i / 100.0)];
        double[] truth = [.. Enumerable.Range(0, 3).SelectMany(
            k => (double[])[amplitudes[k], Precisions[k], Centers[k] + (k == 1 ? shift : 0)])];
        double[] y = [.. model.Evaluate(x, truth).Select(value => value + sigma * random.NextNormal())];
        return new(name, new Measurement(x, y), model, GaussianNoise.Known(sigma));
    }
}
