using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Relaxation;

/// <summary>
/// 15N T2 of Ap4A hydrolase, real peak heights: R2 and I0 of six residues against the reference fits, to three significant
/// digits.
/// </summary>
[Trait("suite", "proofs")]
public class NitrogenRelaxationTests(ITestOutputHelper output)
{
    private const double Sigma = 10578.039482421433;
    private const double ThreeDigits = 5e-4;

    private static readonly ProofTable Table = new(
        "15N T2: posterior means against least squares", "residue", "R2", "sd", "reference", "off by", "I0", "sd", "reference",
        "off by", "chi2", "reference");

    /// <summary>Peak heights at the delays in the names of the columns, some of which were measured twice.</summary>
    private static Measurement HeightsOf(string residue)
    {
        string[] lines =
            File.ReadAllLines(Path.Combine(SharedData.Folder!, "relaxation", "nmr_T2_ap4aase", "t2_peak_heights.csv"));
        double[] times = [.. lines[0].Split(',').Skip(1).Select(name => Number(name.Split('=', '(')[1]))];
        string[] cells = lines.Select(line => line.Split(',')).Single(cells => cells[0] == residue);
        return new(times, cells.Skip(1).Select(Number)) { Name = residue };
    }

    [SharedDataFact]
    [Trait("science", "relaxation/nmr_T2_ap4aase/REFERENCE.md: R2 and I0 of 6 residues")]
    public void Rates_and_heights_are_the_reference_to_three_digits()
    {
        var reference = SharedTable.Read("relaxation", "nmr_T2_ap4aase", "REFERENCE_relax_reference.csv");
        foreach ((int row, string residue) in reference.Texts("residue").Index())
        {
            Posterior posterior = PosteriorOf(HeightsOf(residue));
            // The third digit of the slowest residue is as small as the Monte Carlo error: three errors are allowed.
            Result run = new ReplicaExchange(new() { Seed = 1, Sweeps = ProofScale.Sweeps(16_000) }).Run(posterior);
            PosteriorSummary summary = run.Summary;
            QuantitySummary height = summary.Parameters[0], rate = summary.Parameters[1];
            (double expectedRate, double expectedHeight) = (reference.Numbers("R2_per_s")[row], reference.Numbers("I0")[row]);
            double misfit = Misfit(posterior, [height.Mean, rate.Mean]);
            double expectedMisfit = reference.Numbers("chi2_relax_averaged_replicates")[row];
            AssertAgrees(expectedRate, rate);
            AssertAgrees(expectedHeight, height);
            // Least squares has the smallest misfit there is; that of the posterior mean is a trifle larger.
            Assert.InRange(misfit - expectedMisfit, -1e-5, 0.05);
            Table.Add(output,
                residue,
                ProofTable.Number(rate.Mean, 4), ProofTable.Number(rate.StandardDeviation, 4), ProofTable.Number(expectedRate, 4),
                ProofTable.Number(rate.Mean / expectedRate - 1, 5),
                ProofTable.Number(height.Mean, 0), ProofTable.Number(height.StandardDeviation, 0),
                ProofTable.Number(expectedHeight, 0),
                ProofTable.Number(height.Mean / expectedHeight - 1, 5),
                ProofTable.Number(misfit, 3), ProofTable.Number(expectedMisfit, 3));
        }
    }

    private static void AssertAgrees(double expected, QuantitySummary found)
    {
        double tolerance = ThreeDigits * expected + 3 * found.Convergence.StandardErrorOfMean;
        Assert.InRange(found.Mean, expected - tolerance, expected + tolerance);
        Assert.True(found.Convergence.StandardErrorOfMean < ThreeDigits * expected, "The draws do not reach the third digit.");
    }

    private static Posterior PosteriorOf(Measurement measurement) => new(
        measurement,
        ForwardModel.Of<StretchedDecay>(),
        GaussianNoise.Known(Sigma),
        new() { ["amplitude"] = Prior.Uniform(0, 1e7), ["rate"] = Prior.LogUniform(0.1, 1000), ["stretching"] = Prior.Fixed(1) });

    private static double Misfit(Posterior posterior, double[] point) => posterior.Measurement.X
        .Zip(posterior.Measurement.Y)
        .Sum(pair => Math.Pow((pair.Second - posterior.Predict(point, [pair.First])[0]) / Sigma, 2));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
