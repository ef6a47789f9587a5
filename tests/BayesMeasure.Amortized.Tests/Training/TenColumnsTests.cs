using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;
using Xunit.Abstractions;

namespace BayesMeasure.Amortized.Tests.Training;

/// <summary>
/// A network learns ten columns, of which all 1,024 structures have an exact posterior. As a long proof it is trained as long as
/// seven minutes of one core allow.
/// </summary>
[Collection(TorchGroup.Name)]
[Trait("suite", "proofs")]
public class TenColumnsTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("BAYESMEASURE_PROOFS") == "long";

    [Fact]
    public void A_short_training_comes_near_the_exact_posterior()
    {
        double? gap = null;
        var listener = new Listener(progress =>
        {
            output.WriteLine($"{progress}");
            gap = progress.Gap;
        });
        TrainingOptions options = new() { Steps = IsLong ? 4000 : 400, JudgedEvery = IsLong ? 400 : 100 };
        using StructureNetwork network = StructureTraining.Run(ColumnFamily.Of(10), options, listener);
        NetworkMeasures measures = NetworkMeasures.Of(network, curves: 200);
        output.WriteLine($"{measures}");
        Assert.InRange(gap!.Value, 0, IsLong ? 0.2 : 0.55);
        Assert.InRange(measures.InclusionError, 0, IsLong ? 0.05 : 0.09);
        Assert.InRange(measures.CorrectedError, 0, IsLong ? 0.02 : 0.04);
        Assert.InRange(measures.CalibrationError, 0, IsLong ? 0.03 : 0.05);
        Assert.True(measures.EffectiveShare >= (IsLong ? 0.65 : 0.4));
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
