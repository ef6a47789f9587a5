using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>
/// Whether the model would have measured what was measured: the data over the bands of 50 % and 90 % in which the posterior
/// predicts a new measurement, noise included. As many points as a band says lie outside it where the model is right.
/// </summary>
internal static class PredictiveFigure
{
    private const int PanelHeight = 480;
    private const double Inner = 0.5;
    private const double Outer = 0.9;

    /// <exception cref="ArgumentException">The result is that of no measured curve.</exception>
    /// <exception cref="NotSupportedException">The noise does not say how to draw.</exception>
    public static Figure Of(Result result, string? measurement)
    {
        MeasuredCurve[] curves = [.. result.Target.Curves.Where(curve => measurement is null || curve.Name == measurement)];
        if (curves.Length == 0)
        {
            throw new ArgumentException(
                "There is no such measured curve to draw: the target is a bare log likelihood, was read from a file, or explains "
                + $"others: {FittedCurve.TitleOf(result.Target)}.",
                nameof(result));
        }

        bool isOne = result.Target.Curves.Count == 1;
        Func<Plot>[] panels = [.. curves.Select(curve => (Func<Plot>)(() => PanelOf(result, curve, isOne ? null : curve.Name)))];
        var grid = new PanelGrid(columns: 1, PanelHeight) { HasLetters = true };
        return new(width => grid.HeightOf(panels.Length, width), sheet => grid.Draw(sheet, panels));
    }

    private static Plot PanelOf(Result result, MeasuredCurve curve, string? name)
    {
        Measurement data = curve.Measurement;
        Prediction outer = result.Predict(data.X, Outer, withNoise: true, name);
        Prediction inner = result.Predict(data.X, Inner, withNoise: true, name);
        Plot plot = FigureStyle.CreatePanel(new(96, 18, 62, 48));
        int[] order = [.. Enumerable.Range(0, data.Count).OrderBy(i => data.X[i])];
        AddBand(plot, outer, order, FigureStyle.Band.WithAlpha(.3), "90 % of new measurements");
        AddBand(plot, inner, order, FigureStyle.Band.WithAlpha(.6), "50 %");
        int[] outside = [.. order.Where(i => data.Y[i] < outer.Lower[i] || data.Y[i] > outer.Upper[i])];
        AddPoints(plot, data, [.. order.Except(outside)], FigureStyle.Data, "data");
        AddPoints(plot, data, outside, FigureStyle.Mark, "data outside 90 %");
        plot.Title(string.Create(
            CultureInfo.InvariantCulture,
            $"{curve.Name}: {outside.Length} of {data.Count} points outside 90 %, {(1 - Outer) * data.Count:0.#} expected"));
        plot.XLabel(AxisLabel.Of(data.XName, data.XUnit));
        plot.YLabel(AxisLabel.Of(data.YName, data.YUnit));
        (double left, double right) = new Abscissa(data, default).Limits;
        double bottom = Math.Min(outer.Lower.Min(), data.YRange.Minimum);
        double top = Math.Max(outer.Upper.Max(), data.YRange.Maximum);
        plot.Axes.SetLimits(left, right, bottom - 0.04 * (top - bottom), top + 0.16 * (top - bottom));
        FigureStyle.ShowLegendAbove(plot);
        return plot;
    }

    private static void AddBand(Plot plot, Prediction prediction, int[] order, Color color, string name)
    {
        FillY band = plot.Add.FillY(
            order.Select(i => prediction.X[i]).ToArray(),
            order.Select(i => prediction.Lower[i]).ToArray(),
            order.Select(i => prediction.Upper[i]).ToArray());
        band.FillColor = color;
        band.LineWidth = 0;
        band.MarkerStyle.IsVisible = false;
        band.LegendText = name;
    }

    private static void AddPoints(Plot plot, Measurement data, int[] points, Color color, string name)
    {
        if (points.Length > 0)
        {
            Scatter marks = plot.Add.ScatterPoints(
                points.Select(i => data.X[i]).ToArray(), points.Select(i => data.Y[i]).ToArray(), color);
            marks.MarkerSize = FigureStyle.MarkerSize(data.Count);
            marks.LegendText = name;
        }
    }
}
