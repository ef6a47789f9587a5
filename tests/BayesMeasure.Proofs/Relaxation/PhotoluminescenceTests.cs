using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
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
    private const int Pulse = 41;
    private const int LastTime = 1000;

    /// <summary>Channels of 1 ns that are added up, which the decays hardly notice.</summary>
    private const int Binning = 4;

    private static readonly ProofTable Table = new(
        "Photoluminescence: ln Z of one stretched against two plain exponentials, Poisson noise",
        "file", "from (ns)", "stretched", "error", "two plain", "error", "ln odds", "error", "tau (ns)", "beta", "chi2/dof",
        "chi2/dof plain", "R-hat");

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
        Measurement counts = Read(file, from);
        Result[] runs = [.. Runs.OfAll([Question(counts, 1, Prior.Uniform(0, 1)), Question(counts, 2, Prior.Fixed(1))])];
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

    private static Measurement Read(string file, int from)
    {
        var all = Measurement.ReadCsv(Path.Combine(SharedData.Folder!, "relaxation", "trpl_perovskite", $"{file}.csv"));
        (double X, double Y)[] window =
            [.. all.X.Select(time => time - Pulse).Zip(all.Y).Where(point => point.First >= from && point.First < LastTime)];
        window = window[..(window.Length / Binning * Binning)];
        return new(
            window.Chunk(Binning).Select(bin => bin.Average(point => point.X)),
            window.Chunk(Binning).Select(bin => bin.Sum(point => point.Y)))
        { Name = file };
    }

    private static (ITarget Target, ReplicaExchangeOptions Options) Question(
        Measurement counts, int components, ParameterRule stretching)
    {
        var component =
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 30_000),
                ["rate"] = Prior.LogUniform(1e-5, 1),
                ["stretching"] = stretching,
            };
        var posterior = new Posterior(
            counts,
            ForwardModel.Of<StretchedDecay>().Repeat(components) + ForwardModel.Of<ConstantBackground>(),
            PoissonNoise.WithExposure(Binning),
            component.Repeat(components) + new Prior { ["offset"] = Prior.Uniform(0, 2000) });
        return (posterior, new()
        {
            Seed = 1,
            Sweeps = ProofScale.Sweeps(500),
            BurnInSweeps = 700,
            Chains = 2,
            Explorer = Explorer.Sequence(Explorer.Default, new ComponentReshape().Every(2)),
        });
    }

    /// <summary>Pearson's chi2 a degree of freedom at the posterior mean.</summary>
    private static double ReducedMisfit(Result run, PosteriorSummary summary)
    {
        Posterior posterior = run.Target.Curves.Single().Posterior;
        double[] curve =
            posterior.Predict([.. summary.Parameters.Select(parameter => parameter.Mean)], posterior.Measurement.X.AsSpan());
        return curve.Zip(posterior.Measurement.Y, (f, y) => Math.Pow(y - Binning * f, 2) / (Binning * f)).Sum()
            / (curve.Length - summary.Parameters.Count);
    }
}
