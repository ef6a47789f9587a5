using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Where modes may be that share some of their unknowns with a mode that is known, for a target of which nothing but its
/// likelihood is known: along lines through that mode, on which one unknown moves, or all by equal shares of their priors, and in
/// planes, in which two move. A needle that takes up a part in 10^9 of a cube takes up a hundredth of such a line.
/// </summary>
/// <remarks>Of each slice the most likely point is told of that is higher than all around it and is not the mode itself.</remarks>
internal sealed class SliceScreen
{
    /// <summary>In more dimensions there are too many planes, and too many ways for all to move.</summary>
    private const int MostDimensions = 6;

    /// <summary>The steps of an unknown in which its prior is divided on a line, and in a plane.</summary>
    private const int MostStepsOfLine = 1024;
    private const int StepsOfAllLines = 1 << 15;
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
        int steps = Math.Min(MostStepsOfLine, StepsOfAllLines / count);
        return steps <= StepsApart ? [] : screen.Lines(steps).Concat(screen.Planes())
            .Where(values => values is not null)
            .Select(values => ModeStart.Whole(target, values!));
    }

    private IEnumerable<double[]?> Lines(int steps)
    {
        IEnumerable<int[]> directions = Enumerable.Range(0, mode.Length).Select(AlongAxis);
        return (mode.Length <= MostDimensions ? directions.Concat(Diagonals()) : directions)
            .Select(direction => BestOf(direction, new int[mode.Length], steps, 0));
    }

    private IEnumerable<double[]?> Planes() => mode.Length > MostDimensions ? [] :
        from second in Enumerable.Range(0, mode.Length)
        from first in Enumerable.Range(0, second)
        select BestOf(AlongAxis(first), AlongAxis(second), StepsOfPlane, StepsOfPlane);

    private int[] AlongAxis(int axis) => [.. Enumerable.Range(0, mode.Length).Select(i => i == axis ? 1 : 0)];

    /// <summary>All unknowns at once, each up or down; the first one up, since a line has no sense.</summary>
    private IEnumerable<int[]> Diagonals() => mode.Length < 2 ? [] : Enumerable.Range(0, 1 << (mode.Length - 1))
        .Select(signs => Enumerable.Range(0, mode.Length).Select(i => i > 0 && (signs >> (i - 1)) % 2 == 1 ? -1 : 1).ToArray());

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
