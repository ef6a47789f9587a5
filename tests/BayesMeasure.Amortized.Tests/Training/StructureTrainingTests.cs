using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;

namespace BayesMeasure.Amortized.Tests.Training;

[Collection(TorchGroup.Name)]
public sealed class StructureTrainingTests : IDisposable
{
    private static readonly TrainingOptions Short = new()
    {
        Steps = 24,
        Batch = 16,
        WarmUp = 4,
        JudgedEvery = 8,
        JudgedCurves = 8,
        CheckpointEvery = 5,
        Network = new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 },
    };

    private readonly StructureFamily family = ColumnFamily.Of(4);
    private readonly string folder = Directory.CreateTempSubdirectory("training").FullName;

    private string File => Path.Combine(folder, "training.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_training_that_was_stopped_ends_with_the_bits_of_one_that_was_not()
    {
        using StructureNetwork undisturbed = StructureTraining.Run(family, Short);
        foreach (int stop in new[] { 1, 3, 2 })
        {
            RunUntil(stop);
        }

        using StructureNetwork resumed = StructureTraining.Run(family, Short with { Checkpoint = File });
        Assert.Equal(WeightsOf(undisturbed), WeightsOf(resumed));
    }

    /// <summary>What a kill leaves is the last checkpoint: the file as it was some steps before the end.</summary>
    [Fact]
    public void A_training_that_was_killed_goes_on_from_its_last_checkpoint()
    {
        using StructureNetwork undisturbed = StructureTraining.Run(family, Short);
        var fragile = StructureFamily.Simulated(family.Design, family.Parts, (structure, points, random) =>
            [.. family.Simulate(structure, random).Y]);
        int simulated = 0;
        StructureFamily failing = StructureFamily.Simulated(fragile.Design, fragile.Parts, (structure, points, random) =>
            Interlocked.Increment(ref simulated) > 500
                ? throw new TimeoutException("killed")
                : [.. family.Simulate(structure, random).Y]);
        TrainingOptions kept = Short with { Checkpoint = File };
        using StructureNetwork expected = StructureTraining.Run(fragile, Short);
        Assert.Throws<InvalidOperationException>(() => StructureTraining.Run(failing, kept));
        using StructureNetwork resumed = StructureTraining.Run(fragile, kept);
        Assert.Equal(WeightsOf(expected), WeightsOf(resumed));
    }

    [Fact]
    public void Another_seed_is_another_network()
    {
        using StructureNetwork first = StructureTraining.Run(family, Short);
        using StructureNetwork second = StructureTraining.Run(family, Short with { Seed = 2 });
        Assert.NotEqual(WeightsOf(first), WeightsOf(second));
    }

    [Fact]
    public void Progress_tells_loss_gap_and_time()
    {
        var told = new List<TrainingProgress>();
        using StructureNetwork network = StructureTraining.Run(family, Short, new Listener(told.Add));
        Assert.Equal([8, 16, 24], told.Select(one => one.Step));
        Assert.All(told, one => Assert.InRange(one.Gap!.Value, 0, 3));
        Assert.Equal(TimeSpan.Zero, told[^1].Remaining);
        Assert.StartsWith("step 8 of 24: loss ", told[0].ToString());
        Assert.Contains(", gap ", told[0].ToString());
    }

    [Fact]
    public void A_wanted_gap_or_a_budget_ends_it()
    {
        var told = new List<TrainingProgress>();
        using StructureNetwork good = StructureTraining.Run(family, Short with { WantedGap = 10 }, new Listener(told.Add));
        Assert.Equal(8, Assert.Single(told).Step);
        told.Clear();
        TrainingOptions none = Short with { Budget = TimeSpan.Zero };
        using StructureNetwork brief = StructureTraining.Run(family, none, new Listener(told.Add));
        Assert.Empty(told);
    }

    [Fact]
    public void A_checkpoint_of_other_settings_or_another_family_is_refused()
    {
        RunUntil(1);
        string Fault(StructureFamily other, TrainingOptions options) => Assert.Throws<InvalidDataException>(
            () => StructureTraining.Run(other, options with { Checkpoint = File })).Message;
        Assert.Contains("other settings", Fault(family, Short with { Seed = 3 }));
        Assert.Contains("another family", Fault(ColumnFamily.Of(5), Short));
    }

    [Fact]
    public void Settings_are_within_their_ranges()
    {
        TrainingOptions[] wrong =
        [
            Short with { Steps = 0 }, Short with { Batch = 0 }, Short with { LearningRate = 0 },
            Short with { LearningRate = double.NaN }, Short with { Averaging = 1 }, Short with { WantedGap = -1 },
            Short with { Threads = 0 }, Short with { LargestGradient = 0 }, Short with { WeightDecay = -1 },
        ];
        Assert.All(wrong, options =>
            Assert.Throws<ArgumentOutOfRangeException>(() => StructureTraining.Run(family, options)));
    }

    private static float[] WeightsOf(StructureNetwork network) =>
        [.. network.Module.parameters().SelectMany(parameter => NetworkFile.Numbers(parameter).Values)];

    private void RunUntil(int reports)
    {
        using var stop = new CancellationTokenSource();
        int told = 0;
        var listener = new Listener(_ =>
        {
            if (++told == reports)
            {
                stop.Cancel();
            }
        });
        using StructureNetwork begun = StructureTraining.Run(family, Short with { Checkpoint = File }, listener, stop.Token);
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
