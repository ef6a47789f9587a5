using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>Draws probabilities of selection: lines by formula, points with error bars by simulation.</summary>
internal static class SelectionPanel
{
    public static Plot Draw(string quantity, bool isLogarithmic, IReadOnlyList<SelectionCurve> curves, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        double Position(double x) => isLogarithmic ? Math.Log10(x) : x;
        for (int i = 0; i < curves.Count; i++)
        {
            Add(plot, curves[i], FigureStyle.Component(i), Position);
        }

        double[] ends = [Position(curves.Min(curve => curve.X[0])), Position(curves.Max(curve => curve.X[^1]))];
        double margin = 0.02 * (ends[1] - ends[0]);
        plot.Axes.SetLimits(ends[0] - margin, ends[1] + margin, -0.02, 1.04);
        if (isLogarithmic)
        {
            plot.Axes.Bottom.TickGenerator = DecadeTicks.Between(ends[0], ends[1]);
        }

        plot.XLabel(quantity);
        Legend legend = plot.ShowLegend(Alignment.LowerRight);
        FigureStyle.StyleLegend(legend);
        legend.BackgroundColor = Colors.White.WithAlpha(.8);
        legend.Margin = new(20);
        return plot;
    }

    private static void Add(Plot plot, SelectionCurve curve, Color color, Func<double, double> position)
    {
        double[] along = [.. curve.X.Select(position)];
        double[] probabilities = [.. curve.Probabilities];
        Scatter line = plot.Add.ScatterLine(along, probabilities, color);
        line.LineWidth = 2;
        line.LegendText = curve.Name;
        if (curve.Simulated.Count == 0)
        {
            return;
        }

        double[] x = [.. curve.Simulated.Select(point => position(point.X))];
        SimulatedPoints.AddTo(plot, x, [.. curve.Simulated.Select(point => point.Probability)], 6, color);
    }
}
