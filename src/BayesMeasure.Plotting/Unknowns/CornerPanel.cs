using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.Triangulation;

namespace BayesMeasure.Plotting.Unknowns;

/// <summary>The panels of a corner figure: what is known of one unknown, and of two together.</summary>
internal static class CornerPanel
{
    private const int Bins = 30;

    /// <summary>The shares of the regions of two unknowns, the smaller last, so that it is drawn over the larger.</summary>
    private static readonly (double Share, double Opacity)[] Regions = [(0.9, .25), (0.5, .5)];

    /// <summary>The histogram of one unknown, with its median and its central 68 %.</summary>
    public static Plot Of(ShownUnknown unknown, double? truth, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        (double least, double most) = unknown.Range;
        AddHistogram(plot, unknown.Values, least, most, FigureStyle.Faint);
        foreach (double quantile in (double[])[unknown.Summary.Quantile(0.16), unknown.Summary.Quantile(0.84)])
        {
            plot.Add.VerticalLine(quantile, 1.2f, FigureStyle.Fit, LinePattern.Dashed);
        }

        plot.Add.VerticalLine(unknown.Summary.Median, 1.6f, FigureStyle.Fit);
        if (truth is { } value)
        {
            plot.Add.VerticalLine(value, 1.6f, FigureStyle.Mark);
        }

        plot.Axes.SetLimitsX(least, most);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
        plot.Grid.IsVisible = false;
        return plot;
    }

    /// <summary>The regions of highest density of two unknowns that hold 50 % and 90 %.</summary>
    public static Plot Of(ShownUnknown across, ShownUnknown up, (double? Across, double? Up) truth, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        var grid = new DensityGrid(across, up);
        foreach ((double share, double opacity) in Regions)
        {
            foreach (Coordinates[] region in OutlinesOf(grid, grid.LevelOf(share)))
            {
                Polygon polygon = plot.Add.Polygon(region);
                polygon.FillColor = FigureStyle.Band.WithAlpha(opacity);
                polygon.LineColor = FigureStyle.Fit;
                polygon.LineWidth = 1;
            }
        }

        AddTruth(plot, truth);
        (double left, double right) = across.Range;
        (double bottom, double top) = up.Range;
        plot.Axes.SetLimits(left, right, bottom, top);
        plot.Grid.IsVisible = false;
        return plot;
    }

    /// <summary>Adds the density of some draws as bars that touch each other; gives the highest.</summary>
    public static double AddHistogram(Plot plot, double[] values, double least, double most, Color color)
    {
        double width = (most - least) / Bins;
        double[] heights = new double[Bins];
        foreach (double value in values)
        {
            int bin = (int)Math.Floor((value - least) / width);
            if (bin is >= 0 and < Bins)
            {
                heights[bin] += 1 / (width * values.Length);
            }
        }

        double[] edges = [.. Enumerable.Range(0, Bins)
            .SelectMany(bin => (double[])[least + bin * width, least + (bin + 1) * width])];
        double[] tops = [.. heights.SelectMany(height => (double[])[height, height])];
        FillY area = plot.Add.FillY(edges, new double[edges.Length], tops);
        area.FillColor = color.WithAlpha(.7);
        area.LineColor = FigureStyle.Fit;
        area.LineWidth = 1;
        area.MarkerStyle.IsVisible = false;
        plot.Axes.SetLimitsY(0, 1.08 * heights.Max());
        return heights.Max();
    }

    private static void AddTruth(Plot plot, (double? Across, double? Up) truth)
    {
        if (truth.Across is { } x)
        {
            plot.Add.VerticalLine(x, 1.4f, FigureStyle.Mark);
        }

        if (truth.Up is { } y)
        {
            plot.Add.HorizontalLine(y, 1.4f, FigureStyle.Mark);
        }
    }

    private static IEnumerable<Coordinates[]> OutlinesOf(DensityGrid grid, double level)
    {
        (int rows, int columns) = (grid.Density.GetLength(0), grid.Density.GetLength(1));
        var points = new Coordinates3d[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                points[row, column] = new(grid.X(column), grid.Y(row), grid.Density[row, column]);
            }
        }

        return RectangularGrid.GetContourLines(points, [level]).Select(line => line.Path.Points);
    }
}
