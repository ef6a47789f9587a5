namespace BayesMeasure.Amortized.Tests.Training;

[Collection(TorchGroup.Name)]
[Trait("suite", "proofs")]
public class KilledTrainingTests
{
    [Fact]
    public void A_training_that_is_killed_at_any_moment_ends_with_the_same_weights()
    {
        KilledTraining trial = KilledTraining.Run(kills: 5, seed: 3);
        Assert.Equal((5, 0), (trial.Kills, trial.Different));
    }
}
