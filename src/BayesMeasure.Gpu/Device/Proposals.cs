using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Priors;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Priors;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// The proposals of the explorers, as those of the CPU make them: all threads of a group draw the same random numbers, the first
/// writes the trial down.
/// </summary>
/// <param name="replica">The replica.</param>
internal readonly struct Proposals<TReal>(GroupReplica<TReal> replica)
    where TReal : unmanaged
{
    private readonly BatchTables<TReal> tables = replica.Tables;
    private readonly TargetShape target = replica.Target;
    private readonly Workspace workspace = replica.Workspace;
    private readonly long learnt = replica.Learnt;
    private readonly DeviceFunctions functions = new(replica.Tables.PriorTable);

    /// <summary>Writes down a trial.</summary>
    /// <param name="step">The step of the sweep.</param>
    /// <param name="move">Which of its moves.</param>
    /// <param name="sweep">The number of the sweep.</param>
    /// <param name="random">The random numbers of the rung in this sweep.</param>
    /// <returns>The number of unknowns that move.</returns>
    public int Propose(in StepShape step, int move, long sweep, ref DeviceRandom<PooledDraws> random)
    {
        if (step.DrawsFromPrior)
        {
            return Draw(step, move, ref random);
        }

        return step.Kind switch
        {
            MoveKind.Walk => Walk(step, move, sweep, ref random),
            MoveKind.Switch => Switch(step, move, ref random),
            MoveKind.Block => Block(step, move, ref random),
            MoveKind.Swap => Swap(step, move, ref random),
            _ => target.Unknowns,
        };
    }

    /// <summary>Writes down one unknown of a trial.</summary>
    public void Put(int index, int position, double value, double coordinate)
    {
        ArrayView<double> numbers = workspace.Numbers;
        numbers[workspace.Moved + index] = position;
        numbers[workspace.Trial + position] = value;
        numbers[workspace.TrialCoordinates + position] = coordinate;
        numbers[workspace.TrialDensities + position] =
            tables.Priors[target.Priors + position].LogCoordinateDensity(functions, value, coordinate);
    }

    /// <summary>Draws unknowns from the prior: those of a component of a group, or all.</summary>
    private int Draw(in StepShape step, int move, ref DeviceRandom<PooledDraws> random)
    {
        bool drawsAll = step.IsStart;
        int first = 0;
        int size = target.Unknowns;
        if (!drawsAll)
        {
            int entry = step.List + StepShape.GroupEntry * move;
            size = tables.Lists[entry + 1];
            first = tables.Lists[entry + 2] + random.NextInteger(tables.Lists[entry]) * size;
        }

        for (int i = 0; i < size; i++)
        {
            int position = drawsAll ? i : tables.Lists[first + i];
            DistributionTable prior = tables.Priors[target.Priors + position];
            double value = prior.Draw(functions, ref random);
            if (Group.IdxX == 0)
            {
                Put(i, position, value, prior.ToCoordinate<DeviceFunctions>(value));
            }
        }

        return size;
    }

    private void PutCoordinate(int index, int position, double coordinate) =>
        Put(index, position, tables.Priors[target.Priors + position].FromCoordinate<DeviceFunctions>(coordinate), coordinate);

    private int Walk(in StepShape step, int move, long sweep, ref DeviceRandom<PooledDraws> random)
    {
        int position = tables.Lists[step.List + move];
        double normal = random.NextNormal();
        if (Group.IdxX == 0)
        {
            double length = ExplorerStep.LengthAt(tables.Learnt[learnt + step.Learnt + position], sweep + position);
            double coordinate = workspace.Numbers[workspace.Coordinates + position] + length * normal;
            PutCoordinate(0, position, coordinate);
        }

        return 1;
    }

    private int Switch(in StepShape step, int move, ref DeviceRandom<PooledDraws> random)
    {
        int entry = step.List + StepShape.SwitchEntry * move;
        int position = tables.Lists[entry];
        int categories = tables.Lists[entry + 1];
        int shift = 1 + random.NextInteger(categories - 1);
        if (Group.IdxX == 0)
        {
            int category = (int)workspace.Numbers[workspace.Coordinates + position] + shift;
            PutCoordinate(0, position, category < categories ? category : category - categories);
        }

        return 1;
    }

    /// <summary>Current + step * factor * normal draws.</summary>
    private int Block(in StepShape step, int move, ref DeviceRandom<PooledDraws> random)
    {
        int entry = step.List + StepShape.BlockEntry * move;
        int positions = tables.Lists[entry];
        int count = tables.Lists[entry + 1];
        var covariance = new ViewVector(tables.Learnt.SubView(learnt + tables.Lists[entry + 2]));
        var normals = new ViewVector(workspace.Numbers.SubView(workspace.Normals));
        int turn = random.NextInteger(ExplorerStep.TurnsPerLongStep);
        double length = ExplorerStep.LengthAt(tables.Learnt[learnt + step.Learnt + move], turn);
        for (int i = 0; i < count; i++)
        {
            double normal = random.NextNormal();
            if (Group.IdxX == 0)
            {
                workspace.Numbers[workspace.Normals + i] = normal;
                double direction = CovarianceRule.Direction(covariance, count, normals, i);
                int position = tables.Lists[positions + i];
                double coordinate = workspace.Numbers[workspace.Coordinates + position] + length * direction;
                PutCoordinate(i, position, coordinate);
            }
        }

        return count;
    }

    private int Swap(in StepShape step, int move, ref DeviceRandom<PooledDraws> random)
    {
        int entry = step.List + StepShape.GroupEntry * move;
        int components = tables.Lists[entry];
        int size = tables.Lists[entry + 1];
        int first = random.NextInteger(components);
        int second = first + 1 + random.NextInteger(components - 1);
        second = second < components ? second : second - components;
        int count = 0;
        for (int i = 0; i < size; i++)
        {
            if (random.NextUniform() < 0.5)
            {
                if (Group.IdxX == 0)
                {
                    int one = tables.Lists[tables.Lists[entry + 2] + first * size + i];
                    int other = tables.Lists[tables.Lists[entry + 2] + second * size + i];
                    PutCoordinate(count, one, workspace.Numbers[workspace.Coordinates + other]);
                    PutCoordinate(count + 1, other, workspace.Numbers[workspace.Coordinates + one]);
                }

                count += 2;
            }
        }

        return count;
    }
}
