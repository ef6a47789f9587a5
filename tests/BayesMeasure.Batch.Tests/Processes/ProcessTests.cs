using System.Diagnostics;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Tests.Work;
using BayesMeasure.Measurements;
using Xunit.Abstractions;

namespace BayesMeasure.Batch.Tests.Processes;

/// <summary>What becomes of real processes: signals, processors without AVX-512, a curve that kills.</summary>
[Trait("suite", "proofs")]
public sealed class ProcessTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder place = new();

    private string Source => place.PathOf("map.h5");

    private string Folder => place.PathOf("batch");

    public void Dispose() => place.Dispose();

    [Fact]
    public void Told_twice_to_stop_a_worker_leaves_with_75_and_another_goes_on()
    {
        CurveMap.Write(Source, SmallBatch.Curves(400));
        Plan();
        using (BatchProcess worker = BatchProcess.Start(["work", Folder, "--cores", "1"]))
        {
            AwaitAnswers(worker);
            worker.Terminate();
            worker.Terminate();
            Assert.Equal(75, worker.Wait());
        }

        Assert.Empty(new DiskFolder(Folder).FilesIn(FolderLayout.Claims));
        Assert.Equal(0, BatchProcess.Run(["work", Folder]).ExitCode);
        Assert.Equal(0, BatchProcess.Run(["verify", Folder]).ExitCode);
    }

    /// <summary>
    /// A model that takes a second for a point hears of nothing in time: it is left behind, and no death of a process.
    /// </summary>
    [Fact]
    public void A_worker_leaves_within_ten_seconds_whatever_the_model_does()
    {
        CurveMap.Write(Source, SmallBatch.Curves(2));
        (string, string) slow = ("BATCH_MODEL", "slow");
        Assert.Equal(0, BatchProcess.Run(["plan", Source, Folder, "--shard-size", "1"], slow).ExitCode);
        using BatchProcess worker = BatchProcess.Start(["work", Folder, "--cores", "1"], slow);
        AwaitJournal(worker);
        worker.Terminate();
        var clock = Stopwatch.StartNew();
        Assert.Equal(75, worker.Wait());
        output.WriteLine($"It left after {clock.Elapsed.TotalSeconds:F1} s.");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
        var disk = new DiskFolder(Folder);
        Assert.Empty(disk.FilesIn(FolderLayout.Claims));
        string text = File.ReadAllText(disk.PathOf($"{FolderLayout.Journals}/{disk.FilesIn(FolderLayout.Journals)[0]}"));
        Assert.Contains("stopped", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_that_kills_its_process_is_given_up_after_three()
    {
        Measurement[] curves = [.. Enumerable.Range(0, 4).Select(i => new Measurement([0.0, 1, 2], [0.1, i, 0.3]))];
        string folder = place.PathOf("curves");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < curves.Length; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{i}.csv"), $"x,y\n{(i == 2 ? -1 : 0)},0.1\n1,{i}\n2,0.3\n3,0.2\n");
        }

        (string, string) killer = ("BATCH_MODEL", "killer");
        Assert.Equal(0, BatchProcess.Run(["plan", folder, Folder, "--heartbeat", "0.05"], killer).ExitCode);
        int[] codes =
        [
            .. Enumerable.Range(0, 4).Select(_ => BatchProcess.Run(["work", Folder, "--cores", "2"], killer).ExitCode),
        ];
        Assert.Equal([137, 137, 137, 70], codes);
        FailedMeasurement failed = Assert.Single(FailureList.ReadAll(new DiskFolder(Folder)));
        Assert.Equal((2, true), (failed.Index, failed.InModel));
    }

    [Fact]
    public void Without_Slurm_it_is_said_what_to_do_instead()
    {
        CurveMap.Write(Source, SmallBatch.Curves(4));
        Plan();
        RequireRefused(place.Path, "there is no Slurm here", "--dry-run");
    }

    /// <summary>Programs of the same names stand for a Slurm whose arrays are small.</summary>
    [Fact]
    public void An_array_that_is_too_large_is_said_to_be()
    {
        CurveMap.Write(Source, SmallBatch.Curves(4));
        Assert.Equal(0, BatchProcess.Run(["plan", Source, Folder, "--shard-size", "1"]).ExitCode);
        foreach ((string program, string says) in new[] { ("scontrol", "MaxArraySize = 3"), ("sbatch", "submitted") })
        {
            string file = place.Write(program, $"#!/bin/sh\necho '{says}'\n");
            Assert.Equal(0, BatchProcess.RunOther("chmod", "+x", file)!.Value.ExitCode);
        }

        RequireRefused(place.Path, "takes arrays of fewer than 3 tasks", "--workers 2", "--workers", "4");
        Assert.Equal(0, BatchProcess.Run(["submit", Folder, "--workers", "2"], ("PATH", place.Path)).ExitCode);
    }

    private void RequireRefused(string path, string problem, string advice, params string[] options)
    {
        (int code, string printed) = BatchProcess.Run(["submit", Folder, .. options], ("PATH", path));
        output.WriteLine(printed);
        Assert.Equal(65, code);
        Assert.Contains(problem, printed, StringComparison.Ordinal);
        Assert.Contains(advice, printed, StringComparison.Ordinal);
    }

    [Fact]
    public void With_and_without_the_widest_vectors_rows_are_the_same_bits()
    {
        CurveMap.Write(Source, SmallBatch.Curves(20));
        string[] texts = [.. new[] { "1", "0" }.Select(enabled =>
        {
            (string, string) width = ("DOTNET_EnableAVX512", enabled);
            string folder = Folder + enabled;
            Assert.Equal(0, BatchProcess.Run(["plan", Source, folder], width).ExitCode);
            Assert.Equal(0, BatchProcess.Run(["work", folder], width).ExitCode);
            return string.Join('\n', AnswersOf(folder).Select(answer => SmallBatch.Text(answer.Candidates)));
        })];
        Assert.Equal(texts[0], texts[1]);
    }

    private static IEnumerable<MeasurementAnswer> AnswersOf(string folder)
    {
        var disk = new DiskFolder(folder);
        BatchPlan plan = BatchPlan.Read(disk)!;
        return Enumerable.Range(0, plan.Shards.Count)
            .Select(shard => ShardCommit.FileOf(disk, shard)!)
            .SelectMany(file => AnswerTable.Read(plan, disk.Read(file)!, file));
    }

    private void Plan() => Assert.Equal(0, BatchProcess.Run(["plan", Source, Folder, "--shard-size", "50"]).ExitCode);

    private void AwaitAnswers(BatchProcess worker) => Await(worker, length => length > 2000);

    private void AwaitJournal(BatchProcess worker) => Await(worker, length => length > 0);

    private void Await(BatchProcess worker, Func<long, bool> isEnough)
    {
        while (worker.IsRunning && !new DirectoryInfo(Path.Combine(Folder, FolderLayout.Journals)).EnumerateFiles()
            .Any(file => isEnough(file.Length)))
        {
            Thread.Sleep(10);
        }

        Assert.True(worker.IsRunning, "It ended before it was told to.");
    }
}
