using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Results;
using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>Draws the data, the prediction with its band, and the components.</summary>
internal static class FitPanel
{
    private const int MostErrorBars = 200;

    public static Plot Draw(Measurement measurement, FittedSpectrum fit, string title, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        AddData(plot, measurement);
        AddComponents(plot, fit);
        AddPrediction(plot, fit);
        plot.Title(title);
        plot.YLabel(AxisLabel.Of(measurement.YName, measurement.YUnit));
        plot.Axes.Bottom.TickLabelStyle.IsVisible = false;
        LegendPanel legend = plot.ShowLegend(Edge.Right);
        legend.Alignment = Alignment.UpperLeft;
        FigureStyle.StyleLegend(legend.Legend);
        return plot;
    }

    private static void AddData(Plot plot, Measurement measurement)
    {
        double[] x = [.. measurement.X];
        double[] y = [.. measurement.Y];
        if (measurement.Sigma is { } sigma && measurement.Count <= MostErrorBars)
        {
            ErrorBar bars = plot.Add.ErrorBar(x, y, [.. sigma]);
            bars.Color = FigureStyle.Data.WithAlpha(.5);
            bars.CapSize = 0;
        }

        Markers points = plot.Add.Markers(x, y, MarkerShape.OpenCircle, FigureStyle.MarkerSize(x.Length), FigureStyle.Data);
        points.LegendText = "data";
    }

    private static void AddPrediction(Plot plot, FittedSpectrum fit)
    {
        FillY band = plot.Add.FillY(fit.X, fit.Lower, fit.Upper);
        band.FillColor = FigureStyle.Band;
        band.LineWidth = 0;
        band.MarkerStyle.IsVisible = false;
        band.LegendText = "90 % band";
        Scatter mean = plot.Add.ScatterLine(fit.X, fit.Mean, FigureStyle.Fit);
        mean.LineWidth = 2;
        mean.LegendText = "posterior mean";
    }

    private static void AddComponents(Plot plot, FittedSpectrum fit)
    {
        if (fit.Background is { } background)
            AddLine(plot, fit.X, background, FigureStyle.Background, "background");
        for (int i = 0; i < fit.Components.Count; i++)
        {
            Color color = FigureStyle.Component(i);
            FillY area = plot.Add.FillY(fit.X, fit.Background ?? new double[fit.X.Length], fit.Components[i]);
            area.FillColor = color.WithAlpha(.1);
            area.LineWidth = 0;
            area.MarkerStyle.IsVisible = false;
            AddLine(plot, fit.X, fit.Components[i], color, Describe(fit.Summary, i + 1));
        }
    }

    private static void AddLine(Plot plot, double[] x, double[] y, Color color, string legend)
    {
        Scatter line = plot.Add.ScatterLine(x, y, color);
        line.LineWidth = 1.6f;
        line.LinePattern = LinePattern.Dashed;
        line.LegendText = legend;
    }

    /// <summary>The name of a component in the legend, with its position where it has one.</summary>
    private static string Describe(PosteriorSummary summary, int component)
    {
        ParameterSummary? center = summary.Parameters.FirstOrDefault(
            item => item.Parameter.Component == component && item.Parameter.BaseName == "center");
        return center is null
            ? string.Create(CultureInfo.InvariantCulture, $"component {component}")
            : $"{Uncertain.Format(center.Mean, center.StandardDeviation)}{AxisLabel.Suffix(center.Parameter.Unit)}";
    }
}
