using System.Globalization;
using BayesMeasure.Experiments;
using BayesMeasure.Summaries;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>Draws what a virtual measurement says along its designs.</summary>
internal static class DesignPanel
{
    /// <summary>How often each model is selected, and the share that makes the true one identifiable.</summary>
    public static Plot OfSelection(VirtualMeasurementReport report, SettingAxis axis, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        for (int k = 0; k < report.Models.Count; k++)
        {
            SimulatedProbability[] shares = [.. report.Outcomes.Select(outcome => outcome.Selected[k])];
            AddShares(plot, report.Models[k], shares, axis, FigureStyle.Component(k));
        }

        AddShares(plot, "undecided", [.. report.Outcomes.Select(outcome => outcome.Undecided)], axis, FigureStyle.Background);
        plot.Add.HorizontalLine(report.Share, 1.4f, FigureStyle.Ink, LinePattern.Dashed);

        // The legend stands above all shares, where no line can be.
        axis.ApplyTo(plot, -0.03, 1.45);
        double[] ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
        plot.Axes.Left.TickGenerator = new NumericManual(
            ticks, [.. ticks.Select(tick => tick.ToString(CultureInfo.InvariantCulture))]);
        plot.Title($"How often is each model selected? True: {report.Truth}");
        plot.YLabel("share of simulated measurements");
        ShowLegend(plot, Alignment.UpperRight);
        return plot;
    }

    /// <summary>
    /// The posterior widths in units of those of the last design, one line for each kind of parameter, and the power law of the
    /// series.
    /// </summary>
    public static Plot OfWidths(VirtualMeasurementReport report, SettingAxis axis, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        double[][] widths = [.. report.Parameters.Select((_, i) => RelativeLogWidths(report, i))];
        string[] kinds = [.. report.Parameters.Select(parameter => parameter.BaseName).Distinct()];
        for (int i = 0; i < widths.Length; i++)
        {
            int kind = Array.IndexOf(kinds, report.Parameters[i].BaseName);
            AddWidths(plot, axis.Positions, widths[i], FigureStyle.Component(kind));
        }

        foreach ((int kind, string name) in kinds.Index())
        {
            plot.Legend.ManualItems.Add(new() { LabelText = name, LineColor = FigureStyle.Component(kind), LineWidth = 2 });
        }

        if (report.Series.WidthExponent is { } exponent)
        {
            AddPowerLaw(plot, report, axis, exponent);
        }

        double[] all = [.. widths.SelectMany(width => width).Where(double.IsFinite), 0];
        (double bottom, double top) = (all.Min() - 0.1, all.Max() + 0.1);
        axis.ApplyTo(plot, bottom, top);
        plot.Axes.Left.TickGenerator = DecadeTicks.Between(bottom, top);
        plot.Title($"Posterior width of the parameters of {report.Truth}");
        plot.YLabel("sd / sd of the last design");
        ShowLegend(plot, report.Series.WidthExponent > 0 ? Alignment.UpperLeft : Alignment.UpperRight);
        return plot;
    }

    private static void AddShares(Plot plot, string name, SimulatedProbability[] shares, SettingAxis axis, Color color)
    {
        double[] values = [.. shares.Select(share => share.Value)];
        Scatter line = plot.Add.ScatterLine(axis.Positions, values, color);
        line.LineWidth = 2;
        line.LegendText = name;
        SimulatedPoints.AddTo(plot, axis.Positions, shares, 7, color);
    }

    private static double[] RelativeLogWidths(VirtualMeasurementReport report, int parameter)
    {
        double last = report.Outcomes[^1].Widths[parameter].Value;
        return [.. report.Outcomes.Select(outcome => Math.Log10(outcome.Widths[parameter].Value / last))];
    }

    private static void AddWidths(Plot plot, double[] positions, double[] widths, Color color)
    {
        Scatter line = plot.Add.ScatterLine(positions, widths, color.WithAlpha(.7));
        line.LineWidth = 1.6f;
        plot.Add.Markers(positions, widths, MarkerShape.FilledCircle, 6, color);
    }

    private static void AddPowerLaw(Plot plot, VirtualMeasurementReport report, SettingAxis axis, double exponent)
    {
        double last = report.Outcomes[^1].Design.Setting;
        Scatter law = plot.Add.ScatterLine(
            axis.Positions,
            [.. report.Outcomes.Select(outcome => exponent * Math.Log10(outcome.Design.Setting / last))],
            FigureStyle.Ink);
        law.LinePattern = LinePattern.Dashed;
        law.LineWidth = 2;
        law.LegendText = FormattableString.Invariant($"{report.Series.Quantity} to the power {exponent}").Replace('-', '−');
    }

    private static void ShowLegend(Plot plot, Alignment alignment)
    {
        Legend legend = plot.ShowLegend(alignment);
        FigureStyle.StyleLegend(legend);
        legend.BackgroundColor = Colors.White.WithAlpha(.8);
    }
}
