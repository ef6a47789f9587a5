using BayesMeasure.DataIntegration;
using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>
/// Draws the posterior width of every shared parameter from each measurement alone, in units of that from all together, which is
/// the line at 1.
/// </summary>
internal static class WidthPanel
{
    private const double BarsShare = .8;

    /// <summary>Room for so many parameters at least: one pair of bars does not fill the panel.</summary>
    private const int LeastParameters = 4;

    public static Plot Draw(IntegrationComparison comparison, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        string[] parameters = [.. comparison.Widths.Select(width => width.Parameter).Distinct()];
        string[] measurements = [.. comparison.Separate.Select(group => group.Name)];
        double size = BarsShare / measurements.Length;
        Bar[] bars = [.. comparison.Widths.Select(width => ToBar(
            width,
            Array.IndexOf(parameters, width.Parameter),
            Array.IndexOf(measurements, width.Measurement),
            size,
            measurements.Length))];
        plot.Add.Bars(bars);
        plot.Add.HorizontalLine(1, 1.6f, FigureStyle.Ink, LinePattern.Dashed);
        double center = 0.5 * (parameters.Length - 1);
        double half = Math.Max(center, LeastParameters * 0.5) + 0.6;
        plot.Axes.SetLimits(center - half, center + half, 0, 1.12 * bars.Max(bar => bar.Value + bar.Error));
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. parameters.Select((_, i) => (double)i)], parameters);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.YLabel("sd alone / sd joint");
        AddLegend(plot, measurements);
        return plot;
    }

    private static Bar ToBar(SharedWidth width, int parameter, int measurement, double size, int measurements) => new()
    {
        Position = parameter + (measurement - 0.5 * (measurements - 1)) * size,
        Value = width.Gain,
        Error = double.IsFinite(width.GainError) ? width.GainError : 0,
        ErrorSize = .3 * size,
        Size = .9 * size,
        FillColor = FigureStyle.Component(measurement),
        LineColor = FigureStyle.Ink,
        LineWidth = 1,
    };

    private static void AddLegend(Plot plot, string[] measurements)
    {
        LegendPanel panel = plot.ShowLegend(Edge.Right);
        panel.Alignment = Alignment.UpperLeft;
        FigureStyle.StyleLegend(panel.Legend);
        panel.Legend.ManualItems.AddRange(measurements.Select((name, i) => new LegendItem
        {
            LabelText = $"{name} alone",
            FillColor = FigureStyle.Component(i),
            OutlineColor = FigureStyle.Ink,
            OutlineWidth = 1,
        }));
        panel.Legend.ManualItems.Add(
            new LegendItem
            {
                LabelText = "all together",
                LineColor = FigureStyle.Ink,
                LineWidth = 1.6f,
                LinePattern = LinePattern.Dashed,
            });
    }
}
