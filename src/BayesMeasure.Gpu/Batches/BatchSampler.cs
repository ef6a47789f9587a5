using System.Runtime.CompilerServices;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Inference;
using BayesMeasure.Numerics;
using BayesMeasure.Sampling;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>
/// The algorithm of <see cref="ReplicaExchange"/> for many posteriors at once: explore, exchange, record on the device; adapt
/// between rounds on the host.
/// </summary>
internal sealed class BatchSampler<TReal>
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
{
    /// <summary>
    /// The record is brought to the host when it has so many rows, so that memory does not grow with the length of a run.
    /// </summary>
    private const int MostRows = 500;

    private readonly Accelerator accelerator;
    private readonly KernelFactory<TReal> factory;
    private readonly RoundMemory memory;
    private readonly GroupPlan groups;
    private readonly SweepPlan plan;
    private readonly ReplicaExchangeOptions options;
    private readonly BatchWatch watch;
    private readonly PrecisionAudit? audit;
    private readonly double largestShift;
    private readonly int rows;

    /// <param name="accelerator">The device.</param>
    /// <param name="factory">Its kernels.</param>
    /// <param name="plan">The steps of a sweep.</param>
    /// <param name="groups">The groups of threads.</param>
    /// <param name="gpu">The settings of the engine.</param>
    /// <param name="options">The settings of the sampler.</param>
    /// <param name="watch">Who is told how far it has come.</param>
    /// <param name="audit">What single precision is checked by; null in double precision.</param>
    public BatchSampler(
        Accelerator accelerator,
        KernelFactory<TReal> factory,
        SweepPlan plan,
        GroupPlan groups,
        GpuOptions gpu,
        ReplicaExchangeOptions options,
        BatchWatch watch,
        PrecisionAudit? audit)
    {
        this.audit = audit;
        largestShift = gpu.LargestLogZShift;
        this.accelerator = accelerator;
        this.factory = factory;
        this.plan = plan;
        this.groups = groups;
        this.options = options;
        this.watch = watch;
        memory = new(gpu.Memory ?? accelerator.MemorySize / 10 * 9);
        rows = Math.Min(MostRows, options.Sweeps);
    }

    /// <summary>Samples all of them; each run is given back when it is done.</summary>
    public IEnumerable<InferenceRun> Run(IEnumerable<TargetRun> runs)
    {
        foreach (IGrouping<(string Types, GroupShape Groups), TargetRun> alike in runs.GroupBy(CohortOf))
        {
            KernelSet<TReal> kernels = factory.For(alike.First().Posterior);
            foreach (InferenceRun run in Run([.. alike], kernels, alike.Key.Groups))
            {
                yield return run;
            }
        }
    }

    private IEnumerable<InferenceRun> Run(List<TargetRun> runs, KernelSet<TReal> kernels, GroupShape shape)
    {
        var burning = new List<TargetRun>(runs);
        foreach (List<TargetRun> part in Parts(burning, 1, shape))
        {
            using DeviceRound<TReal> device = Open(part, kernels, shape, 1);
            Start(device, part);
        }

        long sweep = 0;
        foreach (Round round in Round.Schedule(options).Where(round => round.IsBurnIn))
        {
            burning.RemoveAll(run => run.Failure is not null);
            if (round.Searches)
            {
                burning.ForEach(run => run.BeginSearch());
            }

            foreach (List<TargetRun> part in Parts(burning, 1, shape))
            {
                using DeviceRound<TReal> device = Open(part, kernels, shape, 1);
                BurnIn(device, part, round, sweep);
            }

            sweep += round.Sweeps;
            Parallel.ForEach(burning.Where(run => run.Failure is null), run => Adapt(run, round));
        }

        foreach (TargetRun failed in runs.Where(run => run.Failure is not null))
        {
            yield return Finish(failed);
        }

        burning.RemoveAll(run => run.Failure is not null);
        Round last = Round.Schedule(options).Last();
        foreach (List<TargetRun> part in Parts(burning, rows, shape))
        {
            using DeviceRound<TReal> device = Open(part, kernels, shape, rows);
            Record(device, part, last, sweep);
            IReadOnlyDictionary<TargetRun, SinglePrecisionReport>? reports = audit?.Of(part);
            foreach (InferenceRun run in part.AsParallel().AsOrdered()
                .Select(run => run.ToRun(reports?.GetValueOrDefault(run), largestShift)))
            {
                watch.Finish();
                yield return run;
            }
        }
    }

    private InferenceRun Finish(TargetRun run)
    {
        watch.Finish();
        return run.ToRun(precision: null, largestShift);
    }

    private (string Types, GroupShape Groups) CohortOf(TargetRun run) =>
        (ModelTypes.KeyOf(run.Posterior), groups.RoundedShapeFor(run, Unsafe.SizeOf<TReal>()));

    private IEnumerable<List<TargetRun>> Parts(List<TargetRun> runs, int rows, GroupShape shape) =>
        memory.Parts(runs, rows, _ => shape.IsOnChip ? 0 : (long)shape.Length * sizeof(double));

    private DeviceRound<TReal> Open(List<TargetRun> part, KernelSet<TReal> kernels, GroupShape shape, int rows) =>
        new(accelerator, kernels, plan, part, shape, rows);

    private void Start(DeviceRound<TReal> device, List<TargetRun> part)
    {
        watch.Cancellation.ThrowIfCancellationRequested();
        device.Start();
        device.BringBack();
        device.EndFailures(part);
        foreach (TargetRun run in part.Where(run => run.Failure is null))
        {
            if (run.LogLikelihoods.Contains(double.NegativeInfinity))
            {
                run.Fail(ModelFailureException.OfStart(Population.MostStartingDraws));
            }
            else
            {
                run.SortReplicas(tunesLadder: options.Ladder is null);
            }
        }
    }

    private void BurnIn(DeviceRound<TReal> device, List<TargetRun> part, Round round, long before)
    {
        for (int sweep = 0; !Ends(part, round, sweep); sweep++)
        {
            device.Sweep(before + sweep + 1, round.AdaptationGain(sweep), row: -1);
            if (watch.Sweep(part.Count))
            {
                device.Wait();
                watch.Report();
            }
        }

        device.BringBack();
        device.EndFailures(part);
    }

    /// <summary>Asks every run, also when one has answered: each remembers whether its burn-in was cut short.</summary>
    private static bool Ends(List<TargetRun> part, Round round, int sweep)
    {
        bool ends = false;
        part.ForEach(run => ends |= run.Watch.Ends(round, sweep, run.Record));
        return ends;
    }

    private static void Adapt(TargetRun run, Round round)
    {
        run.PoolExplorers();
        if (round.Searches)
        {
            run.EndSearch();
        }

        if (round.TunesLadder && !run.Watch.HasCutBurnIn)
        {
            run.TuneLadder();
        }
    }

    private void Record(DeviceRound<TReal> device, List<TargetRun> part, Round round, long before)
    {
        var active = new List<TargetRun>(part);
        active.ForEach(run => run.Record.Begin(run.Ladder));
        for (int done = 0; active.Count > 0;)
        {
            int count = SweepOn(device, active.Count, before, done);
            device.BringRecord(active, count, before + done + 1);
            device.EndFailures(active);
            done += count;
            HearOfCancellation(active.Where(run => run.Failure is null));
            int going = active.RemoveAll(run =>
                run.Failure is not null || run.Watch.Reason is not null || run.Watch.Ends(round, done, run.Record));
            if (going > 0 && active.Count > 0)
            {
                device.Activate(active);
            }
        }

        device.BringBack();
    }

    /// <summary>Records until the record is full, the runs are to be looked at, or somebody wants to end them.</summary>
    /// <returns>The number of recorded sweeps.</returns>
    private int SweepOn(DeviceRound<TReal> device, int active, long before, int done)
    {
        int end = Looks.Of(options.Sweeps).First(look => look > done);
        int most = Math.Min(rows, end - done);
        for (int row = 0; row < most; row++)
        {
            device.Sweep(before + done + row + 1, adaptationGain: 0, row);
            if (watch.Sweep(active))
            {
                device.Wait();
                watch.Report();
                if (watch.Cancellation.IsCancellationRequested || options.Until.TimeBudget is not null)
                {
                    return row + 1;
                }
            }
        }

        return most;
    }

    private void HearOfCancellation(IEnumerable<TargetRun> active)
    {
        if (!watch.Cancellation.IsCancellationRequested)
        {
            return;
        }

        foreach (TargetRun run in active)
        {
            if (!run.Record.HasResult)
            {
                watch.Cancellation.ThrowIfCancellationRequested();
            }

            run.Watch.HearOfCancellation(run.Record);
        }
    }
}
