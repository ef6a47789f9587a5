using System.Runtime.CompilerServices;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>
/// Moves the replicas of many posteriors at once: whole rounds stay on the device, of which only the record is brought back in
/// between.
/// </summary>
/// <param name="accelerator">The device.</param>
/// <param name="factory">Its kernels.</param>
/// <param name="groups">The groups of threads.</param>
/// <param name="memory">The memory that a round may take.</param>
/// <param name="audit">What single precision is checked by; null in double precision.</param>
internal sealed class DeviceEngine<TReal>(
    Accelerator accelerator, KernelFactory<TReal> factory, GroupPlan groups, RoundMemory memory, PrecisionAudit? audit)
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
{
    /// <summary>
    /// The record is brought to the host when it has so many rows, so that memory does not grow with the length of a run.
    /// </summary>
    private const int MostRows = 500;

    /// <summary>Posteriors of the same types that need alike much work memory go side by side.</summary>
    public IEnumerable<IReadOnlyList<int>> Groups(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options) =>
        from target in targets.Index()
        let posterior = target.Item.Curves[0].Posterior
        group target.Index by (ModelTypes.KeyOf(posterior), ShapeFor(posterior, options)) into alike
        select (IReadOnlyList<int>)[.. alike];

    /// <summary>Puts every replica at a draw from the prior.</summary>
    public void Start(IReadOnlyList<ReplicaRun> runs)
    {
        foreach (List<ReplicaRun> part in Parts(runs, rows: 1))
        {
            using DeviceRound<TReal> device = Open(part, rows: 1);
            device.Start();
            device.BringBack();
            device.EndFailures(part);
        }
    }

    /// <summary>Makes the sweeps of a round, part by part where the memory does not take all.</summary>
    public IEnumerable<IReadOnlyList<ReplicaRun>> Run(IReadOnlyList<ReplicaRun> runs, Round round)
    {
        int rows = round.IsBurnIn ? 1 : Math.Min(MostRows, round.Sweeps);
        foreach (List<ReplicaRun> part in Parts(runs, rows))
        {
            using (DeviceRound<TReal> device = Open(part, rows))
            {
                if (round.IsBurnIn)
                {
                    BurnIn(device, part, round);
                }
                else
                {
                    Record(device, part, round, rows);
                }
            }

            if (!round.IsBurnIn)
            {
                audit?.Report(part);
            }

            yield return part;
        }
    }

    private static void BurnIn(DeviceRound<TReal> device, List<ReplicaRun> part, Round round)
    {
        for (int sweep = 0; !Ends(part, round); sweep++)
        {
            device.Sweep(round.SweepsBefore + sweep + 1, round.AdaptationGain(sweep), row: -1);
            EndSweep(device, part);
        }

        device.BringBack();
        device.EndFailures(part);
    }

    /// <summary>Asks every run, also when one has answered: each remembers whether its burn-in was cut short.</summary>
    private static bool Ends(List<ReplicaRun> part, Round round)
    {
        List<ReplicaRun> going = part.FindAll(run => !run.HasFailed);
        return going.FindAll(run => run.Ends(round)).Count > 0 || going.Count == 0;
    }

    private static void Record(DeviceRound<TReal> device, List<ReplicaRun> part, Round round, int rows)
    {
        var active = new List<ReplicaRun>(part);
        for (int done = 0; active.Count > 0;)
        {
            int count = SweepOn(device, active, round.SweepsBefore + done, Math.Min(rows, active[0].NextLook - done));
            device.BringRecord(active, count, round.SweepsBefore + done + 1);
            device.EndFailures(active);
            done += count;
            int ended = active.RemoveAll(run => run.Ends(round));
            if (ended > 0 && active.Count > 0)
            {
                device.Activate(active);
            }
        }

        device.BringBack();
    }

    /// <summary>Records until the runs are to be looked at, or somebody wants to end them.</summary>
    /// <returns>The number of recorded sweeps.</returns>
    private static int SweepOn(DeviceRound<TReal> device, List<ReplicaRun> active, long before, int most)
    {
        for (int row = 0; row < most; row++)
        {
            device.Sweep(before + row + 1, adaptationGain: 0, row);
            if (EndSweep(device, active) && active.Exists(run => run.IsCancelled || run.Options.Until.TimeBudget is not null))
            {
                return row + 1;
            }
        }

        return most;
    }

    /// <summary>Counts a sweep that was launched, and waits for it where it is time to tell.</summary>
    private static bool EndSweep(DeviceRound<TReal> device, List<ReplicaRun> runs)
    {
        bool isTime = runs.FindAll(run => run.EndSweep()).Count > 0;
        if (isTime)
        {
            device.Wait();
            runs[0].Report();
        }

        return isTime;
    }

    private GroupShape ShapeFor(Posterior posterior, ReplicaExchangeOptions options) =>
        groups.RoundedShapeFor(posterior, new(options.Explorer, posterior), Unsafe.SizeOf<TReal>());

    private IEnumerable<List<ReplicaRun>> Parts(IReadOnlyList<ReplicaRun> runs, int rows) => runs.Count == 0
        ? []
        : memory.Parts(runs, rows, ShapeFor(runs[0].Posterior, runs[0].Options));

    private DeviceRound<TReal> Open(List<ReplicaRun> part, int rows)
    {
        Posterior posterior = part[0].Posterior;
        return new(
            accelerator,
            factory.For(posterior),
            new(part[0].Options.Explorer, posterior),
            part,
            ShapeFor(posterior, part[0].Options),
            rows);
    }
}
