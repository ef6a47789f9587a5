namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// Two walks through all subsets, on several threads: one finds the best, the other sums with weights relative to them.
/// </summary>
internal sealed class SubsetWalk
{
    private const int Walks = 2;

    private readonly SubsetProblem problem;
    private readonly ParallelOptions options;
    private readonly IProgress<double>? progress;
    private readonly Lock progressLock = new();
    private SubsetPlan plan = null!;
    private double done;

    public SubsetWalk(SubsetProblem problem, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        this.problem = problem;
        this.progress = progress;
        options = new()
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };
    }

    /// <summary>The best subsets of every size above 0.</summary>
    public SubsetRanking Rank(int capacity)
    {
        var planning = new PlanningTree(problem, capacity);
        problem.Load(planning.TriangleOf(problem.Columns));
        planning.Descend(problem.Root);
        plan = planning.Plan;
        ForEachTask(
            () => new RankingTree(problem, capacity),
            static (_, _) => { },
            tree =>
            {
                lock (planning)
                {
                    planning.Ranking.Add(tree.Ranking);
                }
            });
        return planning.Ranking;
    }

    /// <summary>The sums over all subsets but the one without any column.</summary>
    public SubsetSums Average(double[] references)
    {
        var found = new SubsetSums[plan.Tasks.Count];
        ForEachTask(
            () => new AveragingTree(problem, references),
            (tree, task) => found[task] = tree.Release(plan.Tasks[task].Node.Width),
            static _ => { });
        var gathering = new GatheringTree(problem, references, plan, found.AsEnumerable().GetEnumerator());
        problem.Load(gathering.TriangleOf(problem.Columns));
        gathering.Descend(problem.Root);
        return gathering.Release(problem.Columns);
    }

    private void ForEachTask<TTree>(Func<TTree> create, Action<TTree, int> finish, Action<TTree> retire)
        where TTree : SubsetTree
    {
        TTree Work(int task, ParallelLoopState state, TTree tree)
        {
            (SubsetNode node, double[] triangle) = plan.Tasks[task];
            triangle.CopyTo(tree.TriangleOf(node.Width), 0);
            tree.Descend(node);
            finish(tree, task);
            Report(node);
            return tree;
        }

        Parallel.For(0, plan.Tasks.Count, options, create, Work, retire);
    }

    private void Report(SubsetNode node)
    {
        lock (progressLock)
        {
            done += Math.ScaleB(1, node.Width - problem.Columns) / Walks;
            progress?.Report(Math.Min(1, done));
        }
    }
}
