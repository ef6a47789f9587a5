using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>The error bars are true: over many runs with a known evidence the scores have mean 0 and deviation 1.</summary>
[Trait("suite", "proofs")]
public class ErrorBarTests(ITestOutputHelper output)
{
    private static Func<LogLikelihoodTraces, FreeEnergyEstimate>[] Estimators =>
    [
        SteppingStone.Forward.Estimate,
        SteppingStone.Reverse.Estimate,
        new ThermodynamicIntegration().Estimate,
        new MultistateBennett().Estimate,
    ];

    private void AssertStandard(GaussianLadder ladder) => AssertStandard(ladder, Estimators);

    private void AssertStandard(GaussianLadder ladder, params Func<LogLikelihoodTraces, FreeEnergyEstimate>[] estimators) =>
        Assert.All(ZScores.Of(ladder, output, estimators), scores => Assert.True(scores.AreStandard, scores.ToString()));

    [Fact]
    public void With_independent_draws() => AssertStandard(new());

    [Fact]
    public void With_a_single_chain() => AssertStandard(new() { Chains = 1, Sweeps = 800 });

    [Fact]
    public void With_draws_that_persist_in_time() => AssertStandard(new() { Persistence = 0.9, Sweeps = 600 });

    [Fact]
    public void With_rungs_that_move_together() => AssertStandard(new() { Coupling = 0.9, Persistence = 0.5 });

    [Fact]
    public void With_a_true_replica_exchange() => AssertStandard(new() { Exchange = true, Persistence = 0.9, Sweeps = 600 });

    [Fact]
    public void With_half_of_the_prior_forbidden() => AssertStandard(new() { ForbiddenShare = 0.5 });

    [Fact]
    public void With_ten_dimensions_and_twelve_rungs() =>
        AssertStandard(
            new() { Dimensions = 10, Rungs = 12, LadderPower = 5 },
            SteppingStone.Forward.Estimate,
            new MultistateBennett().Estimate);

    /// <summary>The reverse averages and the quadrature need closer rungs than the other two.</summary>
    [Fact]
    public void With_ten_dimensions_and_thirty_rungs() =>
        AssertStandard(new() { Dimensions = 10, Rungs = 30, LadderPower = 5, Chains = 2, Sweeps = 300 });
}
