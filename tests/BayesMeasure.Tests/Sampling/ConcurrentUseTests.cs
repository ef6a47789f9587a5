using System.Diagnostics;
using BayesMeasure.Comparison;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Formats;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Diffraction;
using BayesMeasure.Tests.Sampling.Checkpoints;
using Model = BayesMeasure.Comparison.Candidate;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// What one object is asked by many threads at once is answered as if each were alone, and however much is asked in one process,
/// nothing grows. Memory, threads and handles are those of the whole process, so nothing runs beside these.
/// </summary>
[Collection(nameof(ConcurrentUseTests))]
[CollectionDefinition(nameof(ConcurrentUseTests), DisableParallelization = true)]
public class ConcurrentUseTests
{
    private const int Users = 16;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 2,
        Rungs = 4,
        BurnInSweeps = 64,
        Sweeps = 60,
        Threads = 1,
        Modes = new ModeSearchOptions() { Restarts = 2, Threads = 1 },
    };

    [Fact]
    public void One_posterior_and_one_engine_serve_many_threads()
    {
        Posterior posterior = PeakProblem.Create();
        var engine = new ReplicaExchange(Options);
        AssertSame(() => string.Join(' ', ResultNumbers.Of(engine.Run(posterior))));
    }

    [Fact]
    public void One_family_serves_many_threads()
    {
        Posterior posterior = PeakProblem.Create();
        var family = new ModelFamily(
            new Model("one", null, posterior.Model, posterior.Noise, posterior.Prior),
            new Model("two", null, posterior.Model, posterior.Noise, posterior.Prior));
        AssertSame(() => string.Join(' ', family.Compare(posterior.Measurement, Options).Models
            .SelectMany(model => ResultNumbers.Of(model.Result))));
    }

    [Fact]
    public void One_file_is_read_by_many_threads()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, ["x,y", .. Enumerable.Range(0, 2000).Select(i => $"{i},{i % 7 - 3}.25")]);
            AssertSame(() =>
            {
                Measurement read = Measurement.Read(file).Measurement;
                return string.Join(' ', read.X.ToArray().Concat(read.Y.ToArray()));
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void One_library_of_phases_serves_many_threads()
    {
        MeasuredPattern pattern = PowderMixture.Of(3, 0, ("NiO", 3000), ("ZnO", 2000));
        AssertSame(() => string.Join(' ', PhaseSearch.Of(pattern, PowderMixture.Library).Phases.Select(
            phase => $"{phase.Name} {phase.WeightFraction:R} {phase.Probability:R}")));
    }

    [Fact]
    public void Many_runs_leave_nothing_behind() => RunMany(60);

    [Fact]
    [Trait("suite", "proofs")]
    public void A_thousand_runs_leave_nothing_behind() => RunMany(1000);

    private static void AssertSame(Func<string> answer)
    {
        string alone = answer();
        string[] answers = new string[Users];
        Thread[] threads = [.. Enumerable.Range(0, Users).Select(user => new Thread(() => answers[user] = Told(answer)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(answers, other => Assert.Equal(alone, other));
    }

    private static string Told(Func<string> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception failure)
        {
            return $"{failure}";
        }
    }

    /// <summary>A third of the runs is cancelled, a third fails, and each has a checkpoint.</summary>
    private static void RunMany(int count)
    {
        Posterior posterior = PeakProblem.Create();
        for (int run = 0; run < count / 4; run++)
        {
            RunOne(posterior, run);
        }

        Usage before = Usage.Now();
        for (int run = 0; run < count; run++)
        {
            RunOne(posterior, run);
        }

        Usage after = Usage.Now();
        string told = $"{count} runs: {before}, then {after}";
        Assert.True(after.Threads <= before.Threads + 2, told);
        Assert.True(after.Handles <= before.Handles + 2, told);
        Assert.True(after.Managed <= before.Managed + 2_000_000, told);
        Assert.True(after.Resident <= before.Resident + 60_000_000, told);
    }

    private static void RunOne(ITarget target, int number)
    {
        using var folder = new CheckpointFolder();
        using var source = new CancellationTokenSource();
        ReplicaExchangeOptions options = Options with
        {
            Checkpoint = folder.Always,
            Seed = (ulong)number,
            Threads = 1 + number % 2,
        };
        var progress = new Reporter(state =>
        {
            if (state.Step == 90 && number % 3 == 1)
            {
                source.Cancel();
            }

            if (state.Step == 90 && number % 3 == 2)
            {
                throw new InvalidOperationException("No more.");
            }
        });
        try
        {
            _ = new ReplicaExchange(options).Run(target, progress, source.Token);
        }
        catch (InferenceException) when (number % 3 == 2)
        {
            // As was asked for.
        }

        Assert.Equal(["run.checkpoint"], folder.Names);
    }

    private sealed record Usage(int Threads, int Handles, long Managed, long Resident)
    {
        public static Usage Now()
        {
            long managed = GC.GetTotalMemory(forceFullCollection: true);
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            return new(process.Threads.Count, process.HandleCount, managed, process.WorkingSet64);
        }
    }
}
