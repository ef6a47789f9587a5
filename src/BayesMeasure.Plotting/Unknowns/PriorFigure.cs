using BayesMeasure.Inference;
using BayesMeasure.Priors;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting.Unknowns;

/// <summary>
/// What the data have told, unknown by unknown: the density of the prior as a line over the histogram of the posterior. Where
/// both are alike nothing was told, and where the posterior ends at the edge of the prior, the prior decides.
/// </summary>
internal static class PriorFigure
{
    /// <summary>The most unknowns that are shown where none is named.</summary>
    private const int MostUnknowns = 12;

    private const int RowHeight = 250;
    private const int LinePoints = 200;

    /// <summary>How far beyond the posterior the prior is shown, in lengths of the posterior.</summary>
    private const double Beyond = 0.6;

    private static readonly PixelPadding Padding = new(84, 14, 60, 36);

    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public static Figure Of(Result result, IReadOnlyList<string>? names)
    {
        ShownUnknown[] unknowns = ChosenUnknowns.Of(result, names, MostUnknowns);
        if (unknowns.Length == 0)
        {
            throw new ArgumentException("A figure of priors needs an unknown.", nameof(names));
        }

        Func<Plot>[] panels = [.. unknowns.Select((unknown, i) => (Func<Plot>)(() => PanelOf(unknown, isNamed: i == 0)))];
        var grid = new PanelGrid(columns: 3, RowHeight) { Narrowest = 280 };
        return new(width => grid.HeightOf(panels.Length, width), sheet => grid.Draw(sheet, panels));
    }

    private static Plot PanelOf(ShownUnknown unknown, bool isNamed)
    {
        Plot plot = FigureStyle.CreatePanel(Padding);
        Distribution prior = unknown.Parameter.Prior;
        (double least, double most) = unknown.Range;
        double highest = CornerPanel.AddHistogram(plot, unknown.Values, least, most, FigureStyle.Faint);
        plot.GetPlottables<FillY>().Single().LegendText = "posterior";
        double left = Math.Max(prior.Minimum, least - Beyond * (most - least));
        double right = Math.Min(prior.Maximum, most + Beyond * (most - least));
        double[] x = [.. Enumerable.Range(0, LinePoints).Select(i => left + (i + 0.5) * (right - left) / LinePoints)];
        double[] density = [.. x.Select(value => Math.Exp(prior.LogDensity(value)))];
        Scatter line = plot.Add.ScatterLine(x, density, FigureStyle.Mark);
        line.LineWidth = 2;
        line.LegendText = "prior";
        double margin = 0.03 * (right - left);
        double top = Math.Max(highest, Math.Min(density.Where(double.IsFinite).DefaultIfEmpty(0).Max(), 2 * highest));
        plot.Axes.SetLimits(left - margin, right + margin, 0, (isNamed ? 1.35 : 1.1) * top);
        plot.XLabel(unknown.Label);
        plot.YLabel("density");
        plot.Title(prior.ToString() ?? "", 13);
        if (isNamed)
        {
            FigureStyle.StyleLegend(plot.ShowLegend(Alignment.UpperRight));
        }
        else
        {
            plot.HideLegend();
        }

        return plot;
    }
}
