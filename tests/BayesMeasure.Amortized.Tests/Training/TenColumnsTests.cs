using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Tests.Training;

/// <summary>
/// A network learns ten columns, of which all 1,024 structures have an exact posterior, for about half a minute of one core. The
/// prior lies 2 nat above the exact answer; bounds are what was measured with some room for other machines.
/// </summary>
[Collection(TorchGroup.Name)]
[Trait("suite", "proofs")]
public class TenColumnsTests(ITestOutputHelper output)
{
    [Fact]
    public void A_short_training_comes_near_the_exact_posterior()
    {
        double? gap = null;
        var listener = new Listener(progress =>
        {
            output.WriteLine($"{progress}");
            gap = progress.Gap;
        });
        using StructureNetwork network = StructureTraining.Run(ColumnFamily.Of(10), new() { Steps = 200 }, listener);
        NetworkMeasures measures = NetworkMeasures.Of(network, curves: 200);
        output.WriteLine($"{measures}");
        Assert.InRange(gap!.Value, 0, 0.4);
        Assert.InRange(measures.InclusionError, 0, 0.07);
        Assert.True(measures.PriorError > 0.15);
        Assert.InRange(measures.CorrectedError, 0, 0.02);
        Assert.InRange(measures.CalibrationError, 0, 0.04);
        Assert.True(measures.EffectiveShare >= 0.5);
        Assert.True(measures.RefereedShare >= 0.65);
        AssertTwinsAreWorse(network);
    }

    /// <summary>
    /// The cross entropy of the same curves, where lambda does not come in but by the prior, and where the prior comes in twice:
    /// above that of the network by more than chance.
    /// </summary>
    private void AssertTwinsAreWorse(StructureNetwork network)
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        SimulatedCurve[] curves = SimulationPurpose.Judgement.Simulate(network.Family, seed: 3, step: 0, count: 3000);
        CurveEncoding encoding = network.Module.Encode(new([.. curves.Select(one => one.Curve)]));
        StructureTensors right = StructureTensors.Of(new(
            network.Family, [.. curves.Select(one => one.Structure)], [.. curves.Select(one => one.Lambda)]));
        Tensor targets = tensor(
            [.. curves.SelectMany(one => ConditionalTargets.Of(network.Family, one))], right.Taken.shape);
        Tensor LogOdds(StructureTensors structures) => network.Module.LogOdds(encoding, structures, network.Family.Decisions);
        Tensor CrossEntropies(StructureTensors structures) => nn.functional.binary_cross_entropy_with_logits(
            LogOdds(structures), targets, reduction: nn.Reduction.None).sum([1L]);
        foreach (StructureTensors twin in new[]
        {
            right with { Lambda = full_like(right.Lambda, 0.5) },
            right with { PriorLogOdds = right.PriorLogOdds + right.PriorLogOdds },
        })
        {
            double[] excess =
                [.. (CrossEntropies(twin) - CrossEntropies(right)).data<float>().ToArray().Select(value => (double)value)];
            double mean = excess.Average();
            double error = Math.Sqrt(excess.Average(value => (value - mean) * (value - mean)) / excess.Length);
            output.WriteLine(FormattableString.Invariant($"twin: cross entropy {mean:F4} +- {error:F4} above"));
            Assert.True(mean > 5 * error);
        }
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
