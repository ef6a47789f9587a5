using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Device;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Batches;

/// <summary>The steps of a sweep that an explorer stands for, in the order in which they are made.</summary>
internal sealed class SweepPlan
{
    /// <summary>Which steps are made in a sweep fits into the bits of one number.</summary>
    public const int MostSteps = 32;

    private readonly List<PlannedStep> steps = [];

    public SweepPlan(Explorer explorer) => Add(explorer, 1);

    /// <summary>The number of steps.</summary>
    public int Count => steps.Count;

    /// <summary>Which steps are made in a sweep, bit by bit.</summary>
    public uint ActiveIn(long sweep)
    {
        uint active = 0;
        for (int step = 0; step < steps.Count; step++)
        {
            active |= sweep % steps[step].Period == 0 ? 1u << step : 0;
        }

        return active;
    }

    /// <summary>The steps for one posterior; their lists are appended to those of the batch.</summary>
    /// <param name="target">The posterior.</param>
    /// <param name="lists">The lists of the batch.</param>
    public IEnumerable<StepShape> StepsOf(ITarget target, List<int> lists)
    {
        int learnt = 0;
        foreach (PlannedStep step in steps)
        {
            int[][] blocks = step.Explorer is BlockWalk walk ? ContinuousBlocks.Of(target, walk.WholePoint, fewest: 2) : [];
            yield return step.Kind switch
            {
                MoveKind.Walk => Walk(step, target, lists, learnt),
                MoveKind.Switch => Switch(step, target, lists),
                MoveKind.Block => Block(step, blocks, lists, learnt),
                _ => Groups(step, target, lists),
            };
            learnt += step.Kind switch
            {
                MoveKind.Walk => target.Parameters.Count,
                MoveKind.Block => blocks.Sum(block => 2 + block.Length + 2 * block.Length * block.Length),
                _ => 0,
            };
        }
    }

    /// <summary>The most terms that a move of one posterior touches.</summary>
    /// <param name="target">The posterior.</param>
    /// <param name="masks">For each unknown, the terms that read it.</param>
    /// <param name="terms">The number of terms.</param>
    public int MostTouched(ITarget target, ulong[] masks, int terms)
    {
        IEnumerable<IEnumerable<int>> moves = Enumerable.Range(0, masks.Length).Select(position => (IEnumerable<int>)[position]);
        foreach (PlannedStep step in steps)
        {
            moves = moves.Concat(step.Explorer switch
            {
                BlockWalk walk => ContinuousBlocks.Of(target, walk.WholePoint, fewest: 2),
                ComponentRedraw => target.Groups.SelectMany(alike => alike.Components),
                ComponentSwap => target.Groups.SelectMany(Pairs),
                _ => [],
            });
        }

        return moves.Select(move => move.Aggregate(0UL, (mask, position) => mask | masks[position]))
            .Select(mask => Enumerable.Range(0, terms).Count(term => (mask >> (term & 63) & 1) != 0))
            .Append(0).Max();
    }

    private static IEnumerable<IEnumerable<int>> Pairs(ComponentGroup alike) =>
        from first in alike.Components
        from second in alike.Components
        where first != second
        select first.Concat(second);

    private static StepShape Walk(PlannedStep step, ITarget target, List<int> lists, int learnt)
    {
        int first = lists.Count;
        lists.AddRange(Positions(target).Where(position => !target.Parameters[position].Prior.IsDiscrete));
        return new(step.Kind, first, lists.Count - first, learnt, ((CoordinateWalk)step.Explorer).Acceptance);
    }

    private static StepShape Switch(PlannedStep step, ITarget target, List<int> lists)
    {
        int first = lists.Count;
        foreach (int position in Positions(target).Where(position => target.Parameters[position].Prior.IsDiscrete))
        {
            lists.AddRange([position, 1 + (int)target.Parameters[position].Prior.Maximum]);
        }

        return new(step.Kind, first, (lists.Count - first) / StepShape.SwitchEntry, 0, 0);
    }

    private static StepShape Block(PlannedStep step, int[][] blocks, List<int> lists, int learnt)
    {
        int first = lists.Count;
        int positions = first + StepShape.BlockEntry * blocks.Length;
        int covariance = learnt + blocks.Length;
        foreach (int[] block in blocks)
        {
            lists.AddRange([positions, block.Length, covariance]);
            positions += block.Length;
            covariance += block.Length + 2 * block.Length * block.Length + 1;
        }

        lists.AddRange(blocks.SelectMany(block => block));
        return new(step.Kind, first, blocks.Length, learnt, ((BlockWalk)step.Explorer).Acceptance);
    }

    private static StepShape Groups(PlannedStep step, ITarget target, List<int> lists)
    {
        int[][][] groups = [.. target.Groups.Select(group => group.ToArrays())];
        int first = lists.Count;
        int positions = first + StepShape.GroupEntry * groups.Length;
        foreach (int[][] group in groups)
        {
            lists.AddRange([group.Length, group[0].Length, positions]);
            positions += group.Length * group[0].Length;
        }

        lists.AddRange(groups.SelectMany(group => group.SelectMany(component => component)));
        return new(step.Kind, first, groups.Length, 0, 0);
    }

    private static IEnumerable<int> Positions(ITarget target) => target.Blocks.SelectMany(block => block);

    private void Add(Explorer explorer, int period)
    {
        switch (explorer)
        {
            case Sequence sequence:
                foreach (Explorer part in sequence.Parts)
                {
                    Add(part, period);
                }

                break;
            case Every every:
                Add(every.Part, (int)MathNet.Numerics.Euclid.LeastCommonMultiple(period, every.Sweeps));
                break;
            case CoordinateWalk:
                steps.Add(new(MoveKind.Walk, period, explorer));
                steps.Add(new(MoveKind.Switch, period, explorer));
                break;
            default:
                steps.Add(new(KindOf(explorer), period, explorer));
                break;
        }
    }

    private static MoveKind KindOf(Explorer explorer) => explorer switch
    {
        BlockWalk => MoveKind.Block,
        ComponentRedraw => MoveKind.Redraw,
        _ => MoveKind.Swap,
    };
}
