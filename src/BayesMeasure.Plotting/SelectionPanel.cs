using System.Globalization;
using BayesMeasure.Linear;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>One panel of a <see cref="SelectionFigure"/>: curves over the same x.</summary>
/// <param name="Title">What stays the same in all curves.</param>
/// <param name="XLabel">What the curves run over.</param>
/// <param name="Curves">The curves, each with its points.</param>
public sealed record SelectionPanel(string Title, string XLabel, IReadOnlyList<SelectionCurve> Curves)
{
    private const double Margin = 0.03;

    /// <summary>The legend stands above the curves, which reach from 0 to 1.</summary>
    private const double RoomPerCurve = 0.1;

    /// <summary>Whether x is shown on a logarithmic scale: all x must be above 0 then. False by default.</summary>
    public bool IsLogarithmic { get; init; }

    internal Plot Draw(PixelPadding padding, bool hasYLabel)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        foreach ((int index, SelectionCurve curve) in Curves.Index())
            AddCurve(plot, curve, FigureStyle.Component(index));
        double[] x = [.. Curves.SelectMany(curve => curve.Formula).Select(point => Place(point.X))];
        double margin = 0.03 * (x.Max() - x.Min());
        plot.Axes.SetLimits(x.Min() - margin, x.Max() + margin, -Margin, 1 + Margin + RoomPerCurve * Curves.Count);
        double[] probabilities = [0, 0.2, 0.4, 0.6, 0.8, 1];
        plot.Axes.Left.TickGenerator = new NumericManual(
            probabilities, [.. probabilities.Select(probability => probability.ToString("0.#", CultureInfo.InvariantCulture))]);
        if (IsLogarithmic)
            plot.Axes.Bottom.TickGenerator = DecadeTicks(x.Min() - margin, x.Max() + margin);
        plot.Title(Title, 17);
        plot.XLabel(XLabel);
        if (hasYLabel)
            plot.YLabel("P(select the larger design)");
        FigureStyle.StyleLegend(plot.ShowLegend(Alignment.UpperLeft));
        return plot;
    }

    private static NumericManual DecadeTicks(double from, double to)
    {
        var ticks = new NumericManual();
        for (int decade = (int)Math.Floor(from); decade <= to; decade++)
        {
            ticks.AddMajor(decade, $"{Math.Pow(10, decade)}");
            for (int digit = 2; digit < 10; digit++)
                ticks.AddMinor(decade + Math.Log10(digit));
        }

        return ticks;
    }

    private double Place(double x) => IsLogarithmic ? Math.Log10(x) : x;

    private void AddCurve(Plot plot, SelectionCurve curve, Color color)
    {
        Coordinates[] formula = [.. curve.Formula.Select(point => new Coordinates(Place(point.X), point.Probability))];
        Scatter line = plot.Add.ScatterLine(formula, color);
        line.LineWidth = 2;
        line.LegendText = curve.Name;
        if (curve.Simulated.Count == 0)
            return;
        double[] x = [.. curve.Simulated.Select(point => Place(point.X))];
        double[] y = [.. curve.Simulated.Select(point => point.Probability)];
        ErrorBar bars = plot.Add.ErrorBar(x, y, [.. curve.Simulated.Select(point => point.StandardError)]);
        bars.Color = color;
        bars.LineWidth = 1.5f;
        bars.CapSize = 4;
        plot.Add.ScatterPoints(x, y, color).MarkerSize = 6;
    }
}
