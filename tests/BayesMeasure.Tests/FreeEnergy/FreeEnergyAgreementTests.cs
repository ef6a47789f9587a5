using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;

namespace BayesMeasure.Tests.FreeEnergy;

public class FreeEnergyAgreementTests
{
    private static IFreeEnergyEstimator[] Estimators =>
        [SteppingStone.Forward, SteppingStone.Reverse, new ThermodynamicIntegration(), new MultistateBennett()];

    [Fact]
    public void Right_estimates_agree_with_each_other_and_with_the_truth()
    {
        var ladder = new GaussianLadder { Rungs = 20, Coupling = 0.5 };
        int alarms = Enumerable.Range(0, 100).Count(seed => !FreeEnergyAgreement.Of(Estimates(ladder, seed)).Holds);

        Assert.InRange(alarms, 0, 4);
    }

    [Fact]
    public void A_small_error_of_one_of_them_is_seen_since_their_fluctuations_are_shared()
    {
        var ladder = new GaussianLadder { Rungs = 30, LadderPower = 5, Dimensions = 10, Sweeps = 1000 };
        LogLikelihoodTraces traces = ladder.Draw(11);
        FreeEnergyEstimate stones = SteppingStone.Forward.Estimate(traces);
        FreeEnergyEstimate pooled = new MultistateBennett().Estimate(traces);
        FreeEnergyEstimate displaced = pooled with { LogEvidence = pooled.LogEvidence + 3 * pooled.StandardError };

        Assert.True(FreeEnergyAgreement.Of([stones, pooled]).Holds);
        Assert.False(FreeEnergyAgreement.Of([stones, displaced]).Holds);
    }

    [Fact]
    public void One_estimate_has_nothing_to_agree_with() =>
        Assert.Throws<ArgumentException>(() => FreeEnergyAgreement.Of([FreeEnergyEstimate.Exact("exact", 1)]));

    private static FreeEnergyEstimate[] Estimates(GaussianLadder ladder, int seed)
    {
        LogLikelihoodTraces traces = ladder.Draw(seed);
        return
        [
            .. Estimators.Select(estimator => estimator.Estimate(traces)),
            FreeEnergyEstimate.Exact("exact", ladder.LogEvidence),
        ];
    }
}
