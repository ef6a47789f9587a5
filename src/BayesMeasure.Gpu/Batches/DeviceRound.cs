using BayesMeasure.Gpu.Device;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics;
using BayesMeasure.Sampling;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Batches;

/// <summary>
/// Some posteriors on the device for one round: their replicas are put there, sweep after sweep is launched without looking at
/// them, and what came of it is brought back.
/// </summary>
internal sealed class DeviceRound<TReal> : IDisposable
    where TReal : unmanaged, IDeviceReal<TReal>, IReal<TReal>
{
    private delegate Span<double> NumbersOf(Chain chain);

    private readonly Accelerator accelerator;
    private readonly KernelSet<TReal> kernels;
    private readonly SweepPlan plan;
    private readonly List<ReplicaRun> runs;
    private readonly RoundLayout layout;
    private readonly DeviceBuffers buffers;
    private readonly GroupShape groups;
    private readonly int rows;
    private BatchTables<TReal> tables;
    private ArrayView<GroupPlace> chains;

    /// <param name="accelerator">The device.</param>
    /// <param name="kernels">The kernels for the types of these posteriors.</param>
    /// <param name="plan">The steps of a sweep.</param>
    /// <param name="runs">The posteriors.</param>
    /// <param name="groups">The groups of threads.</param>
    /// <param name="rows">The recorded sweeps that there is room for.</param>
    public DeviceRound(
        Accelerator accelerator, KernelSet<TReal> kernels, SweepPlan plan, List<ReplicaRun> runs, GroupShape groups, int rows)
    {
        this.accelerator = accelerator;
        this.kernels = kernels;
        this.plan = plan;
        this.runs = runs;
        this.groups = groups;
        this.rows = rows;
        buffers = new(accelerator);
        var posteriors = new PosteriorTables(plan);
        layout = new(runs, posteriors, rows);
        PutPosteriors(posteriors);
        PutReplicas();
        Activate(runs);
    }

    /// <summary>Works on some of the posteriors only from now on.</summary>
    public void Activate(IReadOnlyCollection<ReplicaRun> active)
    {
        GroupPlace[] places = [.. layout.Places(active)];
        tables.Places = buffers.Of(places);
        chains = buffers.Of([.. places.Where(place => place.Rung == 0)]);
    }

    /// <summary>Puts every replica at a draw from the prior that is possible, or says that there is none.</summary>
    public void Start() => Explore(new(0, 0, -1, rows, plan.Count, 0, ReplicaRun.MostStartingDraws));

    /// <summary>Launches one sweep; does not wait for it.</summary>
    /// <param name="sweep">Its number since the run began.</param>
    /// <param name="adaptationGain">How far steps may change.</param>
    /// <param name="row">The row of the record that it fills; -1 for none.</param>
    public void Sweep(long sweep, double adaptationGain, int row)
    {
        var call = new SweepCall(sweep, adaptationGain, row, rows, plan.Count, plan.ActiveIn(sweep), 0);
        Explore(call);
        kernels.Exchange(accelerator.DefaultStream, (int)chains.Length, tables, chains, call);
    }

    /// <summary>Evaluates the replicas from scratch, but those of rung 0.</summary>
    /// <returns>The log likelihoods of each posterior, chain by chain and rung by rung.</returns>
    public double[][] Evaluate()
    {
        Explore(new(0, 0, -1, rows, Steps: 0, ActiveSteps: 0, StartingDraws: 0));
        Wait();
        double[] all = tables.LogLikelihoods.GetAsArray();
        return [.. runs.Select(run => all.AsSpan(layout.ShapeOf(run).FirstReplica, run.Replicas).ToArray())];
    }

    /// <summary>Waits for all sweeps that were launched.</summary>
    public void Wait() => accelerator.DefaultStream.Synchronize();

    /// <summary>Brings replicas, learnt numbers and statistics back.</summary>
    public void BringBack()
    {
        Wait();
        var state = new RoundState(
            tables.Values.GetAsArray(),
            tables.Coordinates.GetAsArray(),
            tables.LogLikelihoods.GetAsArray(),
            tables.Learnt.GetAsArray(),
            tables.Acceptance.GetAsArray(),
            tables.Attempts.GetAsArray(),
            tables.Occupants.GetAsArray(),
            tables.Best.GetAsArray());
        Parallel.For(0, runs.Count, i => state.GiveTo(runs[i], layout.ShapeOf(runs[i])));
    }

    /// <summary>Adds rows to the records of the runs, but none of a sweep in which, or after which, the model failed.</summary>
    /// <param name="active">The runs that go on.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="firstSweep">The number of the sweep of the first row.</param>
    public void BringRecord(IReadOnlyCollection<ReplicaRun> active, int count, long firstSweep)
    {
        Wait();
        long[] failedSweeps = tables.FailedSweeps.GetAsArray();
        var record = new RoundRecord(
            tables.Traces.GetAsArray(),
            tables.WalkerTraces.GetAsArray(),
            tables.Draws.GetAsArray(),
            tables.LogPriors.GetAsArray(),
            rows);
        Parallel.ForEach(active, run =>
        {
            long failed = layout.FirstFailure(run, failedSweeps) is { } rung ? failedSweeps[rung] : long.MaxValue;
            record.GiveTo(run, layout.ShapeOf(run), (int)Math.Clamp(failed - firstSweep, 0, count));
        });
    }

    /// <summary>Ends the runs whose model failed.</summary>
    public void EndFailures(IReadOnlyCollection<ReplicaRun> active)
    {
        Wait();
        long[] failedSweeps = tables.FailedSweeps.GetAsArray();
        foreach (ReplicaRun run in active)
        {
            if (!run.HasFailed && layout.FirstFailure(run, failedSweeps) is { } failed)
            {
                TargetShape target = layout.ShapeOf(run);
                (int chain, int rung) = Math.DivRem(failed - target.FirstReplica, target.Rungs);
                double[] points = tables.FailedPoints.GetAsArray();
                run.Fail(points.AsSpan(failed * tables.MostUnknowns, run.Unknowns), chain, rung, failedSweeps[failed]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => buffers.Dispose();

    private void Explore(SweepCall call)
    {
        int count = (int)tables.Places.Length;
        if (groups.IsOnChip)
        {
            kernels.Explore(
                accelerator.DefaultStream,
                new(count, groups.Threads, SharedMemoryConfig.RequestDynamic<double>(groups.Length)),
                tables,
                call);
        }
        else
        {
            kernels.ExploreDistantly(accelerator.DefaultStream, new(count, groups.Threads), tables, call);
        }
    }

    private void PutPosteriors(PosteriorTables posteriors)
    {
        tables.Targets = buffers.Of(layout.Targets);
        tables.Terms = buffers.Of(posteriors.Terms);
        tables.Sources = buffers.Of(posteriors.Sources);
        tables.Steps = buffers.Of(posteriors.Steps);
        tables.Lists = buffers.Of(posteriors.Lists);
        tables.Priors = buffers.Of(posteriors.Priors);
        tables.PriorTable = buffers.Of(posteriors.PriorTable);
        tables.TermMasks = buffers.Of(posteriors.TermMasks);
        tables.Constants = buffers.Of(posteriors.Constants);
        tables.X = buffers.Of(Numbers(posteriors.X));
        tables.Y = buffers.Of(Numbers(posteriors.Y));
        tables.Weights = buffers.Of(Numbers(posteriors.Weights));
        tables.WorkspaceLength = groups.Length;
        tables.Workspace = buffers.Zeros<double>(groups.IsOnChip ? 0 : (long)layout.Replicas * groups.Length);
        tables.MostUnknowns = runs.Max(run => run.Unknowns);
    }

    private void PutReplicas()
    {
        long replicas = layout.Replicas;
        tables.InverseTemperatures = buffers.Of([.. runs.SelectMany(run => run.Ladder.InverseTemperatures)]);
        tables.Values = buffers.Of(Joined(chain => chain.Values));
        tables.Coordinates = buffers.Of(Joined(chain => chain.Coordinates));
        tables.LogLikelihoods = buffers.Of(Joined(chain => chain.LogLikelihoods));
        tables.Learnt = buffers.Of(Joined(chain => chain.Learnt));
        int[] places = [.. runs.SelectMany(run => run.Chains).SelectMany(chain => Enumerable.Range(0, chain.Rungs))];
        tables.Occupants = buffers.Of(places);
        tables.Walkers = buffers.Of(places);
        tables.Acceptance = buffers.Zeros<double>(replicas);
        tables.Attempts = buffers.Zeros<int>(replicas);
        tables.FailedSweeps = buffers.Of(Enumerable.Repeat(-1L, (int)replicas).ToArray());
        tables.FailedPoints = buffers.Zeros<double>(replicas * tables.MostUnknowns);
        tables.Best = buffers.Of(Enumerable.Repeat(double.NegativeInfinity, layout.BestLength).ToArray());
        tables.Traces = buffers.Zeros<double>(layout.TraceLength);
        tables.WalkerTraces = buffers.Zeros<ushort>(layout.TraceLength);
        tables.Draws = buffers.Zeros<double>(layout.DrawLength);
        tables.LogPriors = buffers.Zeros<double>((long)layout.Chains * rows);
    }

    private static TReal[] Numbers(List<double> numbers) => [.. numbers.Select(number => (TReal)number)];

    private double[] Joined(NumbersOf part)
    {
        Chain[] all = [.. runs.SelectMany(run => run.Chains)];
        double[] joined = new double[all.Sum(chain => (long)part(chain).Length)];
        int position = 0;
        foreach (Chain chain in all)
        {
            part(chain).CopyTo(joined.AsSpan(position));
            position += part(chain).Length;
        }

        return joined;
    }
}
