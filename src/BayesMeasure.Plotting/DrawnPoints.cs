using System.Globalization;
using BayesMeasure.Measurements;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>
/// Points with error bars; where there are too many to be seen, from the smallest to the largest of neighbours. What is not drawn
/// is said.
/// </summary>
internal static class DrawnPoints
{
    private const int MostErrorBars = 1000;
    private const int FewErrorBars = 100;
    private const int MostPoints = 20_000;
    private const int Columns = 1000;

    /// <summary>Adds the points.</summary>
    /// <param name="plot">Where they are drawn.</param>
    /// <param name="axis">The axis of x.</param>
    /// <param name="measurement">Where was measured.</param>
    /// <param name="y">One value a point.</param>
    /// <param name="sigma">The standard deviation of each; null where error bars would all be alike.</param>
    /// <returns>What stands in the legend.</returns>
    public static IPlottable Add(Plot plot, Abscissa axis, Measurement measurement, double[] y, double[]? sigma)
    {
        double[] x = axis.Place(measurement.X);
        if (x.Length > MostPoints)
        {
            return AddEnvelope(plot, x, y);
        }

        bool hasBars = sigma is not null && x.Length <= MostErrorBars && sigma.All(double.IsFinite);
        if (hasBars)
        {
            ErrorBar bars = plot.Add.ErrorBar(x, y, sigma!);
            bars.Color = FigureStyle.Data.WithAlpha(x.Length <= FewErrorBars ? .5 : .2);
            bars.CapSize = 0;
        }

        Markers points = plot.Add.Markers(x, y, MarkerShape.OpenCircle, FigureStyle.MarkerSize(x.Length), FigureStyle.Data);
        points.LegendText = hasBars ? "data ± σ" : "data, without ± σ";
        return points;
    }

    private static FillY AddEnvelope(Plot plot, double[] x, double[] y)
    {
        int[] order = [.. Enumerable.Range(0, x.Length).OrderBy(i => x[i])];
        int[][] columns = [.. order.Chunk((x.Length + Columns - 1) / Columns)];
        FillY envelope = plot.Add.FillY(
            [.. columns.Select(column => x[column[column.Length / 2]])],
            [.. columns.Select(column => column.Min(i => y[i]))],
            [.. columns.Select(column => column.Max(i => y[i]))]);
        envelope.FillColor = FigureStyle.Data.WithAlpha(.5);
        envelope.LineWidth = 0;
        envelope.MarkerStyle.IsVisible = false;
        envelope.LegendText = string.Create(CultureInfo.InvariantCulture, $"data, range of {columns[0].Length}");
        return envelope;
    }
}
