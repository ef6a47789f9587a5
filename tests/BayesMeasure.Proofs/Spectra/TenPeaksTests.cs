using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>Every chain finds each of ten peaks, and stays with them.</summary>
[Trait("suite", "proofs")]
public class TenPeaksTests(ITestOutputHelper output)
{
    private const int Seeds = 2;

    /// <summary>Half the distance between the nearest two peaks.</summary>
    private const double Near = 0.045;

    private static readonly ProofTable Table = new(
        "Ten peaks: the share of draws with a component at the peak that is found least, over the chains",
        "seed", "center", "fewest", "most", "log Z", "error", "R-hat", "trips");

    [Fact]
    [Trait("science", "spectral-deconvolution.md: A, the harder test, K = 10")]
    public void All_ten_peaks_are_sampled_by_every_chain()
    {
        var options = new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(6000) };
        Result[] runs = Runs.OfSeeds(ProofScale.Seeds(Seeds), TenPeaks.Create(), options);
        foreach (Result run in runs)
        {
            double worstCenter = TenPeaks.Centers.MinBy(center => Shares(center, run).Min());
            double[] shares = Shares(worstCenter, run);
            double worst = run.Summary.Parameters.Max(parameter => parameter.Convergence.RHat);
            Table.Add(
                output,
                ProofTable.Number(run.Seed, 0),
                ProofTable.Number(worstCenter, 2),
                ProofTable.Number(shares.Min(), 3),
                ProofTable.Number(shares.Max(), 3),
                ProofTable.Number(run.FreeEnergy.LogEvidence, 3),
                ProofTable.Number(run.FreeEnergy.StandardError, 3),
                ProofTable.Number(worst, 3),
                ProofTable.Number(LadderRun.Of(run).Ladder.RoundTrips, 0));

            // In about one draw in twenty the posterior itself has nothing so near to the peak at 1.82: the chains agree about
            // that.
            Assert.InRange(shares.Min(), 0.9, 1);
        }

        double[] logEvidences = [.. runs.Select(run => run.FreeEnergy.LogEvidence)];
        double error = Math.Sqrt(runs.Sum(run => Math.Pow(run.FreeEnergy.StandardError, 2)));
        Assert.InRange(logEvidences.Max() - logEvidences.Min(), 0, 4 * error);
        Assert.All(runs, run => Assert.Null(run.Doubt));
    }

    private static double[] Shares(double center, Result run) =>
        [.. Enumerable.Range(0, run.Draws.Chains).Select(chain => ShareWith(center, run, chain))];

    /// <summary>The share of a chain's draws in which some component lies at a center.</summary>
    private static double ShareWith(double center, Result run, int chain)
    {
        int[] positions =
            [.. run.Draws.Parameters.Index().Where(item => item.Item.BaseName == "center").Select(item => item.Index)];
        int hits = 0;
        for (int draw = 0; draw < run.Draws.Count; draw++)
        {
            hits += Array.Exists(positions, position => Math.Abs(run.Draws[chain, draw][position] - center) < Near) ? 1 : 0;
        }

        return hits / (double)run.Draws.Count;
    }
}
