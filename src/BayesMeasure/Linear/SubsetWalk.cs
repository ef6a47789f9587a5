namespace BayesMeasure.Linear;

/// <summary>Walks the tree of subsets in parallel, a branch below each node of one level a task.</summary>
/// <param name="tree">The tree.</param>
/// <param name="always">The number of columns that are always kept.</param>
/// <param name="levels">The number of levels above the branches, those of the columns always kept not counted.</param>
/// <param name="threads">The number of threads; 0 for one a processor.</param>
internal sealed class SubsetWalk(SubsetTree tree, int always, int levels, int threads)
{
    private const int Passes = 2;

    private int done;

    private int Branches => 1 << levels;

    private int Decided => always + levels;

    /// <summary>The best subsets of each size.</summary>
    public SubsetRanking Rank(int capacity, IProgress<double>? progress, CancellationToken cancellation)
    {
        SubsetNode[] path = tree.CreatePath();
        if (tree.Descend(path, always, 0) is null)
            throw new SingularDesignException(double.PositiveInfinity);
        var rankings = new SubsetRanking[Branches];
        ForAll(progress, cancellation, branch =>
        {
            SubsetNode[] path = tree.CreatePath();
            rankings[branch] = new(tree.Columns + 1, capacity);
            if (tree.Descend(path, Decided, branch) is { } node)
                tree.Rank(node, path, rankings[branch]);
        });
        var all = new SubsetRanking(tree.Columns + 1, capacity);
        foreach (SubsetRanking ranking in rankings)
            all.Add(ranking);
        return all;
    }

    /// <summary>Sums over all subsets, each weighted by exp(least F of its size - F).</summary>
    public SubsetSums Sum(double[] least, IProgress<double>? progress, CancellationToken cancellation)
    {
        var sums = new SubsetSums?[Branches];
        ForAll(progress, cancellation, branch =>
        {
            SubsetNode[] path = tree.CreatePath();
            if (tree.Descend(path, Decided, branch) is not { } node)
                return;
            sums[branch] = new(node.Columns);
            tree.Sum(node, path, least, [tree.CreateSums(), tree.CreateSums()], sums[branch]!);
        });
        return tree.Join(tree.CreatePath(), Decided, sums);
    }

    private void ForAll(IProgress<double>? progress, CancellationToken cancellation, Action<int> walk)
    {
        var options = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
        };
        Parallel.For(0, Branches, options, branch =>
        {
            walk(branch);
            progress?.Report(Interlocked.Increment(ref done) / (double)(Passes * Branches));
        });
    }
}
