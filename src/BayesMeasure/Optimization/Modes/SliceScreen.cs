using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Where modes may be that share some of their unknowns with a mode that is known, for a target of which nothing but its
/// likelihood is known: along lines through that mode, on which one unknown moves, or any of them by equal shares of their
/// priors, and in planes, in which two move. A needle that takes up a part in 10^9 of a cube takes up a hundredth of such a line.
/// </summary>
/// <remarks>Of each slice the most likely point is told of that is higher than all around it, but for the mode.</remarks>
internal sealed class SliceScreen
{
    /// <summary>In more dimensions there are too many planes, and too many ways for several to move.</summary>
    private const int MostDimensions = 6;

    /// <summary>The steps in which the prior of an unknown is divided where it alone moves.</summary>
    private const int MostSteps = 1024;
    private const int StepsOfAll = 1 << 15;

    /// <summary>The same where several move, and in a plane.</summary>
    private const int StepsOfSeveral = 256;
    private const int StepsOfPlane = 64;

    /// <summary>A point is higher than all that are within such a share of the prior.</summary>
    private const int StepsApart = 32;

    private readonly BareDensity density;
    private readonly double[] mode;
    private readonly double[] point;
    private readonly CancellationToken cancellation;

    private SliceScreen(ITarget target, Mode mode, CancellationToken cancellation)
    {
        density = new(target, new(target.Parameters));
        this.mode = [.. mode.Values.Select((value, i) => density.Unknowns.ToCoordinate(i, value))];
        this.cancellation = cancellation;
        point = new double[this.mode.Length];
    }

    /// <summary>Points to climb from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="mode">A mode of it.</param>
    /// <param name="cancellation">Ends the screen early, with an exception.</param>
    public static IEnumerable<ModeStart> StartsOf(ITarget target, Mode mode, CancellationToken cancellation)
    {
        var screen = new SliceScreen(target, mode, cancellation);
        int count = screen.mode.Length;
        int steps = Math.Min(MostSteps, StepsOfAll / count);
        return steps <= StepsApart ? [] : screen.Axes(steps).Concat(count > MostDimensions ? [] : screen.OfSeveral())
            .Where(values => values is not null)
            .Select(values => ModeStart.Whole(target, values!));
    }

    private IEnumerable<double[]?> Axes(int steps) =>
        Enumerable.Range(0, mode.Length).Select(axis => OnLine(AlongAxis(axis), steps));

    private IEnumerable<double[]?> OfSeveral()
    {
        IEnumerable<double[]?> planes =
            from second in Enumerable.Range(0, mode.Length)
            from first in Enumerable.Range(0, second)
            select BestOf(AlongAxis(first), AlongAxis(second), StepsOfPlane, StepsOfPlane);
        return planes.Concat(Diagonals().Select(direction => OnLine(direction, StepsOfSeveral)));
    }

    private double[]? OnLine(int[] direction, int steps) => BestOf(direction, new int[mode.Length], steps, 0);

    private int[] AlongAxis(int axis) => [.. Enumerable.Range(0, mode.Length).Select(i => i == axis ? 1 : 0)];

    /// <summary>
    /// Three unknowns or more, each up or down, and the first of them up, since a line has no sense; two are in a plane.
    /// </summary>
    private IEnumerable<int[]> Diagonals() => Enumerable.Range(0, (int)Math.Pow(3, mode.Length))
        .Select(number => Enumerable.Range(0, mode.Length).Select(i => number / (int)Math.Pow(3, i) % 3 - 1).ToArray())
        .Where(direction => direction.Count(sign => sign != 0) > 2 && direction.First(sign => sign != 0) > 0);

    /// <summary>
    /// The most likely point of a slice that is higher than all around it, but for the mode itself; null where there is none.
    /// </summary>
    private double[]? BestOf(int[] first, int[] second, int steps, int most)
    {
        cancellation.ThrowIfCancellationRequested();
        double[,] heights = new double[2 * steps + 1, 2 * most + 1];
        for (int i = -steps; i <= steps; i++)
        {
            for (int j = -most; j <= most; j++)
            {
                heights[i + steps, j + most] = MoveTo(first, i, second, j, steps)
                    ? density.LogLikelihoodOrNothing(point)
                    : double.NegativeInfinity;
            }
        }

        (int First, int Second)[] tops = [.. Tops(heights, steps / StepsApart).Where(top => top != (steps, most))];
        if (tops.Length == 0)
        {
            return null;
        }

        (int one, int other) = tops.MaxBy(top => heights[top.First, top.Second]);
        MoveTo(first, one - steps, second, other - most, steps);
        return [.. point];
    }

    /// <summary>Moves from the mode by so many steps in each of two directions; false outside of the priors.</summary>
    private bool MoveTo(int[] first, int firstSteps, int[] second, int secondSteps, int steps)
    {
        for (int i = 0; i < mode.Length; i++)
        {
            ExploredRange range = density.Unknowns.Ranges[i];
            int moved = first[i] * firstSteps + second[i] * secondSteps;
            double coordinate = mode[i] + (range.High - range.Low) * moved / steps;
            if (moved != 0 && !(coordinate >= range.Low && coordinate <= range.High))
            {
                return false;
            }

            point[i] = density.Unknowns.FromCoordinate(i, coordinate);
        }

        return true;
    }

    /// <summary>The places that are possible, and higher than all that are so many steps away or fewer.</summary>
    private static IEnumerable<(int First, int Second)> Tops(double[,] heights, int apart)
    {
        (int rows, int columns) = (heights.GetLength(0), heights.GetLength(1));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                if (IsTop(heights, i, j, apart))
                {
                    yield return (i, j);
                }
            }
        }
    }

    private static bool IsTop(double[,] heights, int row, int column, int apart)
    {
        double height = heights[row, column];
        for (int i = Math.Max(row - apart, 0); i <= Math.Min(row + apart, heights.GetLength(0) - 1); i++)
        {
            for (int j = Math.Max(column - apart, 0); j <= Math.Min(column + apart, heights.GetLength(1) - 1); j++)
            {
                if ((i, j) != (row, column) && !(height > heights[i, j]))
                {
                    return false;
                }
            }
        }

        return double.IsFinite(height);
    }
}
