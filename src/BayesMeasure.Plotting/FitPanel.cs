using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;
using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>Draws the data, the prediction with its band, and the components.</summary>
internal static class FitPanel
{
    private const double VisibleShare = 0.003;

    /// <summary>So many characters stand beside the panel in the usual size; longer texts are written smaller.</summary>
    private const int RoomForText = 23;

    public static Plot Draw(Measurement measurement, FittedSpectrum fit, string title, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        IPlottable data = DrawnPoints.Add(plot, fit.Abscissa, measurement, fit.Measured, fit.Sigma);
        IPlottable[] components = [.. AddComponents(plot, fit)];
        IPlottable band = AddBand(plot, fit);
        IPlottable mean = AddMean(plot, fit);
        plot.Title(title);
        plot.YLabel(AxisLabel.Of(measurement.YName, measurement.YUnit));
        plot.Axes.Bottom.TickGenerator = fit.Abscissa.CreateTicks();
        plot.Axes.Bottom.TickLabelStyle.IsVisible = false;
        AddLegend(plot, [data, mean, band], components);
        return plot;
    }

    private static Scatter AddMean(Plot plot, FittedSpectrum fit)
    {
        Scatter mean = plot.Add.ScatterLine(fit.X, fit.Mean, FigureStyle.Fit);
        mean.LineWidth = 2;
        mean.LegendText = "posterior mean";
        return mean;
    }

    private static FillY AddBand(Plot plot, FittedSpectrum fit)
    {
        FillY band = AddArea(plot, fit.X, fit.Lower, fit.Upper, FigureStyle.Band);
        band.LegendText = "90 % band";
        return band;
    }

    private static IEnumerable<IPlottable> AddComponents(Plot plot, FittedSpectrum fit)
    {
        double[] floor = fit.Background ?? new double[fit.X.Length];
        for (int i = 0; i < fit.Components.Count; i++)
        {
            Color color = FigureStyle.Component(i);
            double[] curve = fit.Components[i].Curve;
            System.Range visible = VisiblePart(curve, floor);
            AddArea(plot, fit.X[visible], floor[visible], curve[visible], color.WithAlpha(.1));
            yield return AddLine(plot, fit.X[visible], curve[visible], color, Describe(fit.Summary, fit.Components[i]));
        }

        if (fit.Background is not null)
        {
            yield return AddLine(plot, fit.X, floor, FigureStyle.Background, "background");
        }
    }

    /// <summary>Where a component rises above what it stands on; elsewhere its line would only hide the background.</summary>
    private static System.Range VisiblePart(double[] component, double[] floor)
    {
        double[] heights = [.. component.Zip(floor, (top, bottom) => Math.Abs(top - bottom))];
        double least = VisibleShare * heights.Max();
        int first = Array.FindIndex(heights, height => height >= least);
        int last = Array.FindLastIndex(heights, height => height >= least);
        return first..(last + 1);
    }

    private static FillY AddArea(Plot plot, double[] x, double[] lower, double[] upper, Color color)
    {
        FillY area = plot.Add.FillY(x, lower, upper);
        area.FillColor = color;
        area.LineWidth = 0;
        area.MarkerStyle.IsVisible = false;
        return area;
    }

    private static Scatter AddLine(Plot plot, double[] x, double[] y, Color color, string legend)
    {
        Scatter line = plot.Add.ScatterLine(x, y, color);
        line.LineWidth = 1.6f;
        line.LegendText = legend;
        return line;
    }

    /// <summary>A legend beside the data, where it covers nothing, in the order of a reader's interest.</summary>
    private static void AddLegend(Plot plot, IEnumerable<IPlottable> whole, IPlottable[] parts)
    {
        LegendPanel panel = plot.ShowLegend(Edge.Right);
        panel.Alignment = Alignment.UpperLeft;
        Legend legend = panel.Legend;
        FigureStyle.StyleLegend(legend);
        legend.DisplayPlottableLegendItems = false;
        legend.ManualItems.AddRange(whole.SelectMany(item => item.LegendItems));
        if (parts.Length > 0)
        {
            legend.ManualItems.Add(new() { LabelText = "of the best draw:" });
        }

        legend.ManualItems.AddRange(parts.SelectMany(item => item.LegendItems));
        int longest = legend.ManualItems.Max(item => item.LabelText.Length);
        legend.FontSize = Math.Min(FigureStyle.LegendFontSize, FigureStyle.LegendFontSize * RoomForText / longest);
    }

    /// <summary>The name of a component in the legend, with its position or its rate where it has one.</summary>
    private static string Describe(PosteriorSummary summary, DrawnComponent component)
    {
        string label = component.Label is null ? "" : $"{component.Label}.";
        Parameter? place = summary.Draws.Parameters.FirstOrDefault(
            parameter => parameter.Component == component.Number
                && parameter.Name.StartsWith(label, StringComparison.Ordinal)
                && parameter.Role is (ParameterRole.Position or ParameterRole.Rate));
        if (place is null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"component {component.Number}");
        }

        QuantitySummary found = summary[place.Name];
        string value = new ValueWithError(found.Mean, found.StandardDeviation).Typeset;
        return place.Role == ParameterRole.Rate ? $"rate {value}" : $"at {value}{AxisLabel.Suffix(place.Unit)}";
    }
}
