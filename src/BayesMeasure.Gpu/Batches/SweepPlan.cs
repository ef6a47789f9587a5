using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Device;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Batches;

/// <summary>The steps of a sweep that an explorer states, in the order in which they are made.</summary>
internal sealed class SweepPlan
{
    /// <summary>Which steps are made in a sweep fits into the bits of one number.</summary>
    public const int MostSteps = 32;

    private readonly Explorer explorer;
    private readonly int[] periods;

    /// <param name="explorer">The explorer.</param>
    /// <param name="target">One of the targets: the steps of all have the same kinds and periods.</param>
    public SweepPlan(Explorer explorer, ITarget target)
    {
        this.explorer = explorer;
        periods = [.. explorer.StepsFor(target).Select(step => step.Period)];
    }

    /// <summary>The number of steps.</summary>
    public int Count => periods.Length;

    /// <summary>Which steps are made in a sweep, bit by bit.</summary>
    public uint ActiveIn(long sweep)
    {
        uint active = 0;
        for (int step = 0; step < periods.Length; step++)
        {
            active |= sweep % periods[step] == 0 ? 1u << step : 0;
        }

        return active;
    }

    /// <summary>The steps for one posterior; their lists are appended to those of the batch.</summary>
    /// <param name="target">The posterior.</param>
    /// <param name="lists">The lists of the batch.</param>
    public IEnumerable<StepShape> StepsOf(ITarget target, List<int> lists)
    {
        int learnt = 0;
        foreach (ExplorerStep step in explorer.StepsFor(target))
        {
            int first = lists.Count;
            switch (step.Kind)
            {
                case MoveKind.Walk:
                    lists.AddRange(step.Moves.Select(move => move[0][0]));
                    break;
                case MoveKind.Switch:
                    lists.AddRange(step.Moves.SelectMany(move => Switch(move[0][0], target)));
                    break;
                case MoveKind.Block:
                    AddBlocks(step, lists, learnt);
                    break;
                default:
                    AddGroups(step, lists);
                    break;
            }

            yield return new(step.Kind, first, step.Moves.Count, learnt, step.Acceptance);
            learnt += step.LearntLength;
        }
    }

    /// <summary>The most terms that a move of one posterior touches.</summary>
    /// <param name="target">The posterior.</param>
    /// <param name="masks">For each unknown, the terms that read it.</param>
    /// <param name="terms">The number of terms.</param>
    public int MostTouched(ITarget target, ulong[] masks, int terms)
    {
        IEnumerable<IEnumerable<int>> moves = Enumerable.Range(0, masks.Length).Select(position => (IEnumerable<int>)[position])
            .Concat(explorer.StepsFor(target).SelectMany(step => step.Moves.SelectMany(move =>
                step.Kind == MoveKind.Swap ? Pairs(move) : move)));
        return moves.Select(move => move.Aggregate(0UL, (mask, position) => mask | masks[position]))
            .Select(mask => Enumerable.Range(0, terms).Count(term => (mask >> (term & 63) & 1) != 0))
            .Append(0).Max();
    }

    private static IEnumerable<IEnumerable<int>> Pairs(IReadOnlyList<IReadOnlyList<int>> blocks) =>
        from first in blocks
        from second in blocks
        where first != second
        select first.Concat(second);

    private static int[] Switch(int position, ITarget target) => [position, 1 + (int)target.Parameters[position].Prior.Maximum];

    private static void AddBlocks(ExplorerStep step, List<int> lists, int learnt)
    {
        int positions = lists.Count + StepShape.BlockEntry * step.Moves.Count;
        int covariance = learnt + step.Moves.Count;
        foreach (IReadOnlyList<int> block in step.Moves.Select(move => move[0]))
        {
            lists.AddRange([positions, block.Count, covariance]);
            positions += block.Count;
            covariance += CovarianceRule.LengthOf(block.Count);
        }

        lists.AddRange(step.Moves.SelectMany(move => move[0]));
    }

    private static void AddGroups(ExplorerStep step, List<int> lists)
    {
        int positions = lists.Count + StepShape.GroupEntry * step.Moves.Count;
        foreach (IReadOnlyList<IReadOnlyList<int>> blocks in step.Moves)
        {
            lists.AddRange([blocks.Count, blocks[0].Count, positions]);
            positions += blocks.Count * blocks[0].Count;
        }

        lists.AddRange(step.Moves.SelectMany(blocks => blocks.SelectMany(block => block)));
    }
}
