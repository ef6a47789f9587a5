using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>
/// A disk that is full, or a folder that may not be written to, costs no draws; at the start it is said at once.
/// </summary>
public sealed class WriteFailureTests : IDisposable
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 1,
        Rungs = 3,
        BurnInSweeps = 40,
        Sweeps = 500,
        Threads = 1,
    };

    private readonly CheckpointFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_that_is_not_there_is_told_before_anything_is_evaluated()
    {
        var target = new LogLikelihoodTarget(IndicatorProblem.Prior, _ => throw new InvalidOperationException());
        CheckpointOptions nowhere = new(Path.Combine(folder.File, "run.checkpoint"));
        CheckpointException error =
            Assert.Throws<CheckpointException>(() => new ReplicaExchange(Options with { Checkpoint = nowhere }).Run(target));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_checkpoint_that_cannot_be_written_is_told_before_a_sweep_is_done()
    {
        Directory.CreateDirectory(folder.Draft);
        var progress = new Reporter();
        CheckpointException error = Assert.Throws<CheckpointException>(() => Run(progress));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Empty(progress.Heard);
    }

    [Fact]
    public void Sampling_goes_on_and_the_next_checkpoint_tries_again()
    {
        var progress = new Reporter(state =>
        {
            if (state.Step == 50)
            {
                Directory.CreateDirectory(folder.Draft);
            }
            if (state.Step == 300)
            {
                Directory.Delete(folder.Draft);
            }
        });
        Result result = Run(progress);
        Assert.Equal(500, result.Draws.Count);
        Assert.Contains(
            result.Warnings,
            warning => warning.Contains($"'{folder.File}' could not be written once", StringComparison.Ordinal)
                && warning.EndsWith("It was written later on.", StringComparison.Ordinal));
        Assert.Equal(["run.checkpoint"], folder.Names);
    }

    [FullDeviceFact]
    public void A_link_in_the_way_is_not_followed_and_leaves_the_last_good_checkpoint()
    {
        byte[] last = [];
        var progress = new Reporter(state =>
        {
            if (state.Step == 50)
            {
                last = File.ReadAllBytes(folder.File);
            }
            if (state.Step >= 50 && !File.Exists(folder.Draft))
            {
                File.CreateSymbolicLink(folder.Draft, FullDeviceFactAttribute.Device);
            }
        });
        Result result = Run(progress);
        string warning = Assert.Single(result.Warnings, warning => warning.Contains(folder.File, StringComparison.Ordinal));
        Assert.Contains("3 times", warning, StringComparison.Ordinal);
        Assert.Contains($"is a link to '{FullDeviceFactAttribute.Device}'", warning, StringComparison.Ordinal);
        Assert.EndsWith("Resuming starts from the one before.", warning, StringComparison.Ordinal);
        Assert.Equal(last, File.ReadAllBytes(folder.File));

        Result resumed = Run();
        Assert.Equal(
            ResultNumbers.Of(new ReplicaExchange(Options).Run(IndicatorProblem.Create())),
            ResultNumbers.Of(resumed));
    }

    [Theory]
    [InlineData("run.checkpoint", "run.2.checkpoint")]
    [InlineData("a.b/run", "a.b/run.2")]
    [InlineData("a.b/run.c.d", "a.b/run.c.2.d")]
    public void Each_of_several_runs_has_a_file_of_its_own(string path, string second) =>
        Assert.Equal(second, new CheckpointOptions(path).ForRun(2).Path);

    [Fact]
    public void An_interval_that_is_negative_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ReplicaExchange(Options with { Checkpoint = folder.Always with { Interval = TimeSpan.FromSeconds(-1) } }));

    [Fact]
    public void A_blank_path_is_refused() => Assert.Throws<ArgumentException>(
        () => new ReplicaExchange(Options with { Checkpoint = new(" ") }));

    private Result Run(Reporter? progress = null) =>
        new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(IndicatorProblem.Create(), progress);
}
