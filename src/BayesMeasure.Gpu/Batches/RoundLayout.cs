using BayesMeasure.Gpu.Device;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Batches;

/// <summary>Where what belongs to each posterior of a round lies on the device.</summary>
internal sealed class RoundLayout
{
    private readonly Dictionary<ReplicaRun, int> positions;

    /// <param name="runs">The posteriors, with their ladders.</param>
    /// <param name="posteriors">The tables that they are appended to.</param>
    /// <param name="rows">The recorded sweeps of a chain that there is room for.</param>
    public RoundLayout(IReadOnlyList<ReplicaRun> runs, PosteriorTables posteriors, int rows)
    {
        positions = runs.Index().ToDictionary(item => item.Item, item => item.Index);
        Targets = new TargetShape[runs.Count];
        int ladder = 0;
        long points = 0;
        long learnt = 0;
        foreach ((int i, ReplicaRun run) in runs.Index())
        {
            int rungs = run.Ladder.Count;
            Targets[i] = posteriors.Add(run.Posterior, run.Seed) with
            {
                Rungs = rungs,
                PosteriorRung = run.Ladder.PosteriorRung,
                Ladder = ladder,
                FirstReplica = Replicas,
                FirstChain = Chains,
                FirstPoint = points,
                FirstLearnt = learnt,
                LearntLength = run.LearntLength,
                FirstTrace = TraceLength,
                FirstDraw = DrawLength,
                FirstBest = BestLength,
            };
            ladder += rungs;
            Replicas = checked(Replicas + run.Replicas);
            Chains += run.Chains.Count;
            points += (long)run.Replicas * run.Unknowns;
            learnt += (long)run.Replicas * run.LearntLength;
            TraceLength += (long)run.Replicas * rows;
            DrawLength += (long)run.Chains.Count * run.Unknowns * rows;
            BestLength += run.Chains.Count * (run.Unknowns + 2);
        }
    }

    /// <summary>The posteriors.</summary>
    public TargetShape[] Targets { get; }

    /// <summary>The number of replicas.</summary>
    public int Replicas { get; private set; }

    /// <summary>The number of chains.</summary>
    public int Chains { get; private set; }

    /// <summary>The number of recorded log likelihoods.</summary>
    public long TraceLength { get; private set; }

    /// <summary>The number of recorded values of unknowns.</summary>
    public long DrawLength { get; private set; }

    /// <summary>The length of what a search remembers.</summary>
    public int BestLength { get; private set; }

    /// <summary>The shape of one posterior.</summary>
    public TargetShape ShapeOf(ReplicaRun run) => Targets[positions[run]];

    /// <summary>What groups of threads work on: all rungs of all chains.</summary>
    public IEnumerable<GroupPlace> Places(IEnumerable<ReplicaRun> active) =>
        from run in active
        from chain in Enumerable.Range(0, run.Chains.Count)
        from rung in Enumerable.Range(0, run.Ladder.Count)
        select new GroupPlace(positions[run], chain, rung);

    /// <summary>
    /// The rung at which the model of a posterior failed first, counted over all posteriors; null where it has not.
    /// </summary>
    /// <param name="run">The posterior.</param>
    /// <param name="failedSweeps">For each rung, the sweep of its first failure, or -1.</param>
    public int? FirstFailure(ReplicaRun run, long[] failedSweeps)
    {
        TargetShape target = ShapeOf(run);
        int? first = null;
        for (int rung = target.FirstReplica; rung < target.FirstReplica + run.Replicas; rung++)
        {
            if (failedSweeps[rung] >= 0 && (first is null || failedSweeps[rung] < failedSweeps[first.Value]))
            {
                first = rung;
            }
        }

        return first;
    }
}
