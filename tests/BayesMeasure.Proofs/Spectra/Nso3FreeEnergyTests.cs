using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>
/// The published benchmark: free energies of 1 to 6 peaks to a standard error of 0.03 each (0.06 from 5 on, unless the proofs are
/// long), and the posterior of three, against two independent programs with runs of 300,000 sweeps.
/// </summary>
public class Nso3FreeEnergyTests(ITestOutputHelper output)
{
    private const int Seeds = 2;
    private const double WantedError = 0.03;
    private const double ShortRunsError = 0.1;
    private const double ReferenceError = 0.02;
    private const double MostWantedErrors = 4;
    private const double MostErrors = 3;

    /// <summary>Reference free energies without the constant (n/2) ln 2 pi sigma^2, for K = 1 to 6.</summary>
    private static readonly double[] References = [367.293, 268.927, 172.252, 172.492, 174.347, 177.102];

    /// <summary>Amplitude, precision and center of the three peaks from left to right: means, then standard deviations.</summary>
    private static readonly double[] Means = [0.6285, 82.3, 1.2091, 1.5135, 158.5, 1.4563, 1.2008, 181.5, 1.6989];
    private static readonly double[] Deviations = [0.0310, 18.3, 0.0159, 0.0570, 20.4, 0.0040, 0.0345, 17.8, 0.0038];

    private static readonly ProofTable Table = new(
        "NSO-3: free energies without the constant", "peaks", "seed", "F", "error", "reference", "off by", "pull", "difference",
        "sweeps", "trips");

    /// <summary>
    /// Runs that stop at the wanted error: six peaks change their configuration slowly, and take the most sweeps.
    /// </summary>
    private static ReplicaExchangeOptions Until(double error) =>
        new() { Sweeps = 400_000, Until = new() { StandardError = error } };

    /// <summary>One seed each, to the error that tells one number of peaks from another.</summary>
    [Fact]
    [Trait("science", "spectral-deconvolution.md: A, NSO-3, log Z and F of K = 1 to 6")]
    public void Short_runs_are_right_within_their_errors()
    {
        int[] peaks = [1, 2, 3, 4];
        ReplicaExchangeOptions options = Until(ShortRunsError) with { Seed = 1 };
        IReadOnlyList<Result> runs = Runs.OfAll(peaks.Select(count => ((ITarget)Nso3.WithPeaks(count), options)));
        Assert.All(peaks.Zip(runs), pair => Table.Add(output, Row(pair.First, pair.Second)));
        Assert.All(runs, run => Assert.Equal(StopKind.StandardError, run.StopReason.Kind));
        Assert.All(runs, run => Assert.Null(run.Doubt));
        Assert.All(peaks.Zip(runs), pair => Assert.InRange(Math.Abs(Pull(pair.First, pair.Second)), 0, MostErrors));
    }

    [Theory]
    [Trait("suite", "proofs")]
    [Trait("science", "spectral-deconvolution.md: A, NSO-3, log Z and F of K = 1 to 6")]
    [Trait("science", "spectral-deconvolution.md: A, NSO-3, posterior of K = 3")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Free_energy_and_its_error(int peaks)
    {
        // Five and six take longer than all others together: the short form asks for half of their digits.
        double error = peaks < 5 ? WantedError : ProofScale.Choose(2 * WantedError, WantedError);
        int seeds = ProofScale.Seeds(peaks < 6 ? Seeds : 1);
        Result[] runs = Runs.OfSeeds(seeds, Nso3.WithPeaks(peaks), Until(error));
        foreach (Result run in runs)
        {
            Table.Add(output, Row(peaks, run));
        }
        Assert.All(runs, run => Assert.InRange(run.FreeEnergy.StandardError, 0, error));
        Assert.All(runs, run => Assert.Equal(StopKind.StandardError, run.StopReason.Kind));
        Assert.All(runs, run => Assert.Null(run.Doubt));
        Assert.All(runs, run => Assert.InRange(Math.Abs(Deviation(peaks, run)), 0, MostWantedErrors * error));
        Assert.All(runs, run => Assert.InRange(Math.Abs(Pull(peaks, run)), 0, MostErrors));
        if (peaks == 3)
        {
            AssertPosterior(runs);
        }
    }

    private static double Deviation(int peaks, Result run) => run.FreeEnergy.FreeEnergy - Nso3.Constant - References[peaks - 1];

    private static double Pull(int peaks, Result run) =>
        Deviation(peaks, run) / Math.Sqrt(Math.Pow(run.FreeEnergy.StandardError, 2) + ReferenceError * ReferenceError);

    private static string[] Row(int peaks, Result run) =>
    [
        ProofTable.Number(peaks, 0),
        ProofTable.Number(run.Seed, 0),
        ProofTable.Number(run.FreeEnergy.FreeEnergy - Nso3.Constant, 3),
        ProofTable.Number(run.FreeEnergy.StandardError, 3),
        ProofTable.Number(References[peaks - 1], 3),
        ProofTable.Number(Deviation(peaks, run), 3),
        ProofTable.Number(Pull(peaks, run), 2),
        FreeEnergyCertificate.Of(run).LargestDifference is { } difference ? ProofTable.Number(difference, 3) : "one estimate",
        ProofTable.Number(run.Draws.Count, 0),
        ProofTable.Number(LadderRun.Of(run).Ladder.RoundTrips, 0),
    ];

    /// <summary>Means within 15 % of a posterior standard deviation, deviations within 15 %; averaged over the seeds.</summary>
    private void AssertPosterior(Result[] runs)
    {
        PosteriorSummary[] summaries = [.. runs.Select(run => run.Summary)];
        for (int i = 0; i < Means.Length; i++)
        {
            double shift = (summaries.Average(summary => summary.Parameters[i].Mean) - Means[i]) / Deviations[i];
            double ratio = summaries.Average(summary => summary.Parameters[i].StandardDeviation) / Deviations[i];
            output.WriteLine(FormattableString.Invariant(
                $"{summaries[0].Parameters[i].Name,-13} mean off by {shift,6:F3} sd, sd ratio {ratio:F3}"));
            Assert.InRange(shift, -0.15, 0.15);
            Assert.InRange(ratio, 0.85, 1.15);
        }
    }
}
