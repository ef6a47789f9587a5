using System.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>Where a checkpoint is, by whatever name, and what can be done there.</summary>
public sealed class PlaceTests : IDisposable
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 1,
        Rungs = 3,
        BurnInSweeps = 20,
        Sweeps = 30,
        Threads = 1,
        Modes = null,
    };

    private readonly CheckpointFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_that_has_ended_is_read_where_nothing_can_be_written()
    {
        Result whole = Run();
        Directory.CreateDirectory(folder.Lock);
        Assert.Equal(ResultNumbers.Of(whole), ResultNumbers.Of(Run()));
    }

    [Fact]
    public void A_run_that_has_not_ended_is_refused_there()
    {
        _ = CancelAt(40);
        Directory.CreateDirectory(folder.Lock);
        string refusal = Assert.Throws<CheckpointException>(() => Run()).Message;
        Assert.Contains("its run has not ended", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_names_of_one_file_are_one_run(bool ofFolder)
    {
        string elsewhere = Directory.CreateTempSubdirectory().FullName;
        string link = Path.Combine(elsewhere, "link");
        try
        {
            _ = ofFolder
                ? Directory.CreateSymbolicLink(link, Path.GetDirectoryName(folder.File)!)
                : File.CreateSymbolicLink(link, folder.File);
            string other = ofFolder ? Path.Combine(link, Path.GetFileName(folder.File)) : link;
            CheckpointException? refusal = null;
            _ = Run(new Reporter(state => refusal ??= state.Step == 45
                ? Assert.Throws<CheckpointException>(() =>
                    new ReplicaExchange(Options with { Checkpoint = new(other) }).Run(PeakProblem.Create()))
                : null));
            Assert.Contains("in use by another run", refusal!.Message, StringComparison.Ordinal);
            Assert.Equal(["run.checkpoint"], folder.Names);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public void Two_hard_links_of_one_file_are_one_run_until_it_is_written()
    {
        _ = CancelAt(40);
        string other = folder.File + ".other";
        Link(folder.File, other);
        var file = new CheckpointFile(folder.File);
        string refusal = Assert.Throws<CheckpointException>(() => new CheckpointFile(other)).Message;
        Assert.Contains("in use by another run", refusal, StringComparison.Ordinal);
        byte[] before = File.ReadAllBytes(Copy(other));
        file.Write(writer => writer.Write(1));
        using (var second = new CheckpointFile(other))
        {
            second.Read(_ => { });
        }

        file.Dispose();
        Assert.Equal(before, File.ReadAllBytes(other));
        Assert.Equal(["run.checkpoint", "run.checkpoint.other", "run.checkpoint.other.copy"], folder.Names);
    }

    [Fact]
    public void A_lock_that_is_a_link_is_refused_and_nothing_is_written_through_it()
    {
        string elsewhere = folder.File + ".elsewhere";
        File.CreateSymbolicLink(folder.Lock, elsewhere);
        string refusal = Assert.Throws<CheckpointException>(() => Run()).Message;
        Assert.Contains("a lock that is a link", refusal, StringComparison.Ordinal);
        Assert.False(File.Exists(elsewhere));
    }

    private static void Link(string file, string other)
    {
        using Process made = Process.Start("ln", [file, other]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    /// <summary>A copy by a program that knows of no locks.</summary>
    private static string Copy(string file)
    {
        using Process made = Process.Start("cp", [file, file + ".copy"]);
        made.WaitForExit();
        return file + ".copy";
    }

    private Result CancelAt(long step)
    {
        using var source = new CancellationTokenSource();
        var cancel = new Reporter(state =>
        {
            if (state.Step >= step)
            {
                source.Cancel();
            }
        });
        return new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(PeakProblem.Create(), cancel, source.Token);
    }

    private Result Run(IProgress<InferenceProgress>? progress = null) =>
        new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(PeakProblem.Create(), progress);
}
