using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using CustomExplorer;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// The evidences that nested-sampling programs are tested with (dynesty, UltraNest, DNest4; Feroz, Hobson 2008), by default
/// options or a few times as many sweeps; and the two of them that fool the default run, with what helps.
/// </summary>
public class AnalyticEvidenceTests(ITestOutputHelper output)
{
    private const int Seeds = 3;

    /// <summary>Four times the error of these runs, and far below what a decision between models turns on.</summary>
    private const double LargestDeviation = 0.2;

    /// <summary>The same for what lies more than 50 nats within its prior, where errors are larger.</summary>
    private const double LargestDeviationFarWithin = 0.3;

    private static readonly ProofTable Table = EvidenceRuns.Table("Analytic evidences");

    private static readonly EvidenceProblem[] Problems =
    [
        CorrelatedGaussian.Equicorrelated().Problem,
        CorrelatedGaussian.WithRandomCovariance(10).Problem,
        EggBox.Problem,
        new GaussianShells(2).Problem,
        new GaussianShells(5).Problem,
        new GaussianShells(10).Problem,
        new GaussianShells(20).Problem,
        new GaussianShells(30).Problem,
        ThinShells.Problem,
        new LogGammaProduct(2).Problem,
        new LogGammaProduct(10).Problem,
        new Rosenbrock("rosenbrock_2d_a", 0.5).Problem,
        new Rosenbrock("rosenbrock_2d_b", 2).Problem,
        Plateau.Problem,
    ];

    /// <summary>The values that are in the literature, and those by quadrature in another program.</summary>
    public static TheoryData<string, double> Published => new()
    {
        { "gauss3d_corr", -8.9871968 },
        { "gauss_random_cov_10d", -76.009025 },
        { "eggbox", 235.85594 },
        { "shells_2d", -1.7456 },
        { "shells_5d", -5.6736 },
        { "shells_10d", -14.5905 },
        { "shells_20d", -36.0865 },
        { "shells_30d", -60.1278 },
        { "thin_shells_2d", 0.921587 },
        { "loggamma_2d", -0.00002 },
        { "loggamma_10d", -0.00002 },
        { "rosenbrock_2d_a", -6.471617 },
        { "rosenbrock_2d_b", -7.842475 },
        { "plateau_2d", 0.579646 },
    };

    /// <summary>What replicas find by themselves.</summary>
    private static ReplicaExchangeOptions FromPrior => new() { Modes = null, Reference = null };

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(Published))]
    public void Sampled(string name, double published)
    {
        EvidenceProblem problem = Problems.Single(problem => problem.Name == name);
        Assert.Equal(published, problem.LogEvidence, 1e-4);
        bool farWithin = problem.LogEvidence < -50;
        var options = new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(farWithin ? 12_000 : 8000) };
        Result[] runs = EvidenceRuns.Of(problem, options, ProofScale.Seeds(Seeds), Table, output);
        EvidenceRuns.AssertRight(problem, runs, farWithin ? LargestDeviationFarWithin : LargestDeviation);
        EvidenceRuns.AssertUnflagged(runs);
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void A_ridge_without_a_scale_needs_steps_of_every_scale()
    {
        Explorer walk = new ScaleFreeWalk(Decades: 9);
        ReplicaExchangeOptions options =
            new() { Sweeps = ProofScale.Sweeps(40_000), Explorer = Explorer.Sequence(walk, walk, walk, walk) };
        EvidenceRuns.AssertRight(
            SpikeOverX.Problem,
            EvidenceRuns.Of(SpikeOverX.Problem, options, ProofScale.Seeds(Seeds), Table, output),
            LargestDeviation);
    }

    /// <summary>
    /// A run from the prior finds the slab, and its search names the spike that it misses, a hundred times the slab's weight; the
    /// path from the best fit finds the spike: two phases, whose evidences add up. The default run searches before it begins, and
    /// is right.
    /// </summary>
    [Fact]
    public void A_hidden_spike_is_missed_by_a_run_from_the_prior_and_found_from_the_best_fit()
    {
        EvidenceRuns.AssertRight(
            SpikeAndSlab.Problem, EvidenceRuns.Of(SpikeAndSlab.Problem, new(), 1, Table, output), LargestDeviation);
        Result[] slab = EvidenceRuns.Of(SpikeAndSlab.Problem, FromPrior, Seeds, Table, output);
        Assert.All(slab, run => Assert.InRange(run.FreeEnergy.LogEvidence, -LargestDeviation, LargestDeviation));
        Assert.All(slab, run => Assert.NotNull(run.HiddenMode));
        var options = new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(8000) };
        Result[] spike = EvidenceRuns.Of(SpikeAndSlab.FromBestFit, options, ProofScale.Seeds(Seeds), Table, output);
        EvidenceRuns.AssertRight(SpikeAndSlab.FromBestFit, spike, LargestDeviation);
        EvidenceRuns.AssertUnflagged(spike);
        double sum = Formulas.LogSum(MeanOf(slab), MeanOf(spike));
        Assert.InRange(sum - SpikeAndSlab.Problem.LogEvidence, -0.05, 0.05);
    }

    /// <summary>
    /// Another limit: a random walk with steps of one size does not reach the foot of the ridge. The search names it in some
    /// runs, not in all; the walker that reaches it by chance stays too long.
    /// </summary>
    [Fact]
    [Trait("suite", "proofs")]
    public void A_ridge_without_a_scale_is_missed_by_a_run_from_the_prior()
    {
        Result[] runs = EvidenceRuns.Of(SpikeOverX.Problem, FromPrior, Seeds, Table, output);
        Assert.True(MeanOf(runs) < SpikeOverX.Problem.LogEvidence - LargestDeviation);
        Assert.Contains(runs, run => run.HiddenMode is not null);
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void A_ridge_without_a_scale_is_right_by_slices()
    {
        var options = new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(8000), Explorer = new SliceWalk() };
        Result[] runs = EvidenceRuns.Of(SpikeOverX.Problem, options, ProofScale.Seeds(Seeds), Table, output);
        EvidenceRuns.AssertRight(SpikeOverX.Problem, runs, LargestDeviation);
    }

    private static double MeanOf(Result[] runs) => runs.Average(run => run.FreeEnergy.LogEvidence);
}
