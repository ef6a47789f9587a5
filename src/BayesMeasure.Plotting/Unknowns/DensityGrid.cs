namespace BayesMeasure.Plotting.Unknowns;

/// <summary>
/// The density of two unknowns on a grid: draws counted in cells and smoothed by a normal of the width that suits their number
/// (Scott 1992, Multivariate Density Estimation), and the levels above which a share of the probability lies.
/// </summary>
internal sealed class DensityGrid
{
    /// <summary>Cells along each side; one more around them is empty, so that each region is closed.</summary>
    private const int Cells = 40;

    private const int Side = Cells + 2;

    private readonly double[,] density = new double[Side, Side];

    /// <summary>Counts the draws of two unknowns.</summary>
    public DensityGrid(ShownUnknown across, ShownUnknown up)
    {
        (Across, Up) = (across, up);
        (double[] x, double[] y) = (across.Values, up.Values);
        double share = 1.0 / x.Length;
        for (int i = 0; i < x.Length; i++)
        {
            (int column, int row) = (CellOf(across, x[i]), CellOf(up, y[i]));
            if (column > 0 && row > 0)
            {
                density[row, column] += share;
            }
        }

        Smooth(WidthOf(across, x.Length), WidthOf(up, x.Length));
    }

    /// <summary>The unknown along the horizontal axis.</summary>
    public ShownUnknown Across { get; }

    /// <summary>The unknown along the vertical axis.</summary>
    public ShownUnknown Up { get; }

    /// <summary>The density at the middle of each cell, by row and column.</summary>
    public double[,] Density => density;

    /// <summary>The middle of a column.</summary>
    public double X(int column) => Middle(Across, column);

    /// <summary>The middle of a row.</summary>
    public double Y(int row) => Middle(Up, row);

    /// <summary>The density above which a share of the probability lies: the region of highest density.</summary>
    public double LevelOf(double share)
    {
        double[] falling = [.. density.Cast<double>().OrderDescending()];
        double whole = falling.Sum();
        double sum = 0;
        foreach (double value in falling)
        {
            sum += value;
            if (sum >= share * whole)
            {
                return value;
            }
        }

        return 0;
    }

    /// <summary>From 1 to <see cref="Cells"/>; 0 outside the range.</summary>
    private static int CellOf(ShownUnknown unknown, double value)
    {
        (double least, double most) = unknown.Range;
        double place = (value - least) / (most - least);
        return place is >= 0 and < 1 ? 1 + (int)(place * Cells) : 0;
    }

    private static double Middle(ShownUnknown unknown, int cell)
    {
        (double least, double most) = unknown.Range;
        return least + (cell - 0.5) * (most - least) / Cells;
    }

    /// <summary>The width of the normal in cells: n^(-1/6) standard deviations, in two dimensions.</summary>
    private static double WidthOf(ShownUnknown unknown, int draws)
    {
        (double least, double most) = unknown.Range;
        double width = unknown.Summary.StandardDeviation * Math.Pow(draws, -1.0 / 6) * Cells / (most - least);
        return Math.Clamp(width, 0.5, 0.1 * Cells);
    }

    private void Smooth(double across, double up)
    {
        double[] values = new double[Side];
        for (int row = 1; row <= Cells; row++)
        {
            SmoothLine(values, across, i => density[row, i], (i, value) => density[row, i] = value);
        }

        for (int column = 1; column <= Cells; column++)
        {
            SmoothLine(values, up, i => density[i, column], (i, value) => density[i, column] = value);
        }
    }

    /// <summary>What would leave the range is reflected at its end, as at the end of a prior.</summary>
    private static void SmoothLine(double[] values, double width, Func<int, double> get, Action<int, double> set)
    {
        Array.Clear(values);
        int reach = (int)Math.Ceiling(4 * width);
        double norm = Enumerable.Range(-reach, 2 * reach + 1).Sum(step => Normal(step, width));
        for (int i = 1; i <= Cells; i++)
        {
            for (int step = -reach; step <= reach; step++)
            {
                int target = i + step;
                target = target < 1 ? 1 - target : target > Cells ? 2 * Cells + 1 - target : target;
                values[target] += get(i) * Normal(step, width) / norm;
            }
        }

        for (int i = 1; i <= Cells; i++)
        {
            set(i, values[i]);
        }
    }

    private static double Normal(int step, double width) => Math.Exp(-0.5 * step * step / (width * width));
}
