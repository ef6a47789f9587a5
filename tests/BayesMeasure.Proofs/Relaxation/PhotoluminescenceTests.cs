using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Relaxation;

/// <summary>
/// Time-resolved photoluminescence of a perovskite film, real photon counts: one stretched exponential against two plain ones, by
/// their evidence, for three fluences and two windows.
/// </summary>
[Trait("suite", "proofs")]
public class PhotoluminescenceTests(ITestOutputHelper output)
{
    private static readonly ProofTable Table = new(
        "Photoluminescence: ln Z of one stretched against two plain exponentials, Poisson noise",
        "file", "from (ns)", "stretched", "error", "two plain", "error", "ln odds", "error", "tau (ns)", "beta", "chi2/dof",
        "chi2/dof plain", "R-hat");

    private static ReplicaExchangeOptions Options => new()
    {
        Seed = 1,
        Sweeps = ProofScale.Sweeps(500),
        BurnInSweeps = 700,
        Chains = 2,
        Explorer = Explorer.Sequence(Explorer.Default, new ComponentReshape().Every(2)),
    };

    [SharedDataTheory]
    [Trait("science", "relaxation/trpl_perovskite/REFERENCE.md: stretched against bi-exponential, 20-1000 ns and from 3 ns")]
    [InlineData("trpl_OD0", 20)]
    [InlineData("trpl_OD0-5", 20)]
    [InlineData("trpl_OD1", 20)]
    [InlineData("trpl_OD0", 3)]
    [InlineData("trpl_OD0-5", 3)]
    [InlineData("trpl_OD1", 3)]
    public void Evidence_of_one_stretched_against_two_plain_exponentials(string file, int from)
    {
        PhotoluminescenceDecay decay = new(file, from);
        Result[] runs = [.. Runs.OfAll([(decay.Stretched, Options), (decay.TwoPlain, Options)])];
        PosteriorSummary[] summaries = [.. runs.Select(run => run.Summary)];
        double odds = runs[0].FreeEnergy.LogEvidence - runs[1].FreeEnergy.LogEvidence;
        double error = Math.Sqrt(runs.Sum(run => Math.Pow(run.FreeEnergy.StandardError, 2)));
        Table.Add(output,
            file,
            ProofTable.Number(from, 0),
            ProofTable.Number(runs[0].FreeEnergy.LogEvidence, 2), ProofTable.Number(runs[0].FreeEnergy.StandardError, 2),
            ProofTable.Number(runs[1].FreeEnergy.LogEvidence, 2), ProofTable.Number(runs[1].FreeEnergy.StandardError, 2),
            ProofTable.Number(odds, 2), ProofTable.Number(error, 2),
            ProofTable.Number(1 / summaries[0].Parameters[1].Mean, 1), ProofTable.Number(summaries[0].Parameters[2].Mean, 4),
            ProofTable.Number(ReducedMisfit(runs[0], summaries[0]), 3),
            ProofTable.Number(ReducedMisfit(runs[1], summaries[1]), 3),
            ProofTable.Number(
                summaries.SelectMany(summary => summary.Parameters).Max(parameter => parameter.Convergence.RHat), 3));
        if (from == 3)
        {
            Assert.True(odds < -10 * error, "From 3 ns on two exponentials are preferred by far.");
        }
        else
        {
            Assert.True(odds > -3 * error, "From 20 ns on nothing speaks against one stretched exponential.");
        }
    }

    /// <summary>Pearson's chi2 a degree of freedom at the posterior mean.</summary>
    private static double ReducedMisfit(Result run, PosteriorSummary summary)
    {
        Posterior posterior = run.Target.Curves.Single().Posterior;
        double[] curve =
            posterior.Predict([.. summary.Parameters.Select(parameter => parameter.Mean)], posterior.Measurement.X.AsSpan());
        IEnumerable<double> expected = curve.Select(f => PhotoluminescenceDecay.Binning * f);
        return expected.Zip(posterior.Measurement.Y, (f, y) => Math.Pow(y - f, 2) / f).Sum()
            / (curve.Length - summary.Parameters.Count);
    }
}
