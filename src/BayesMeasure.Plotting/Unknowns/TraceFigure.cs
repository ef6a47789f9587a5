using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Reports;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting.Unknowns;

/// <summary>
/// Whether chains agree, unknown by unknown: to the left the draws of each chain one after the other, to the right how the
/// ranks of its draws among those of all chains are spread, which is evenly where chains agree (Vehtari et al. 2021, Bayesian
/// Analysis 16, 667).
/// </summary>
internal static class TraceFigure
{
    /// <summary>The most unknowns that are shown where none is named.</summary>
    private const int MostUnknowns = 6;

    private const int RowHeight = 250;
    private const int MostPoints = 250;
    private const int RankBins = 20;

    private static readonly PixelPadding Padding = new(96, 16, 60, 44);

    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public static Figure Of(Result result, IReadOnlyList<string>? names)
    {
        ShownUnknown[] unknowns = ChosenUnknowns.Of(result, names, MostUnknowns);
        if (unknowns.Length == 0)
        {
            throw new ArgumentException("A trace needs an unknown.", nameof(names));
        }

        Func<Plot>[] panels =
        [
            .. unknowns.SelectMany((unknown, i) =>
                (Func<Plot>[])[() => TraceOf(unknown), () => RanksOf(unknown, isNamed: i == 0)]),
        ];
        var grid = new PanelGrid(columns: 2, RowHeight);
        return new(width => grid.HeightOf(panels.Length, width), sheet => grid.Draw(sheet, panels));
    }

    private static Plot TraceOf(ShownUnknown unknown)
    {
        Plot plot = FigureStyle.CreatePanel(Padding);
        int count = unknown.Chains[0].Length;
        int step = (count + MostPoints - 1) / MostPoints;
        for (int chain = 0; chain < unknown.Chains.Count; chain++)
        {
            int[] shown = [.. Enumerable.Range(0, count).Where(draw => draw % step == 0)];
            Scatter line = plot.Add.ScatterLine(
                shown.Select(draw => (double)draw).ToArray(),
                shown.Select(draw => unknown.Chains[chain][draw]).ToArray(),
                FigureStyle.Component(chain));
            line.LineWidth = 0.8f;
        }

        plot.Axes.SetLimitsX(0, count);
        plot.XLabel("draw" + (step > 1 ? string.Create(CultureInfo.InvariantCulture, $" (one of {step} shown)") : ""));
        plot.YLabel(unknown.Label);
        plot.Title(ConvergenceOf(unknown), 15);
        return plot;
    }

    private static string ConvergenceOf(ShownUnknown unknown) => string.Create(
        CultureInfo.InvariantCulture,
        $"R̂ = {unknown.Summary.Convergence.RHat:0.000}, "
        + $"{ValueWithError.TypesetWithin(Math.Round(unknown.Summary.Convergence.BulkEffectiveSamples), 1e9)} effective draws");

    private static Plot RanksOf(ShownUnknown unknown, bool isNamed)
    {
        Plot plot = FigureStyle.CreatePanel(Padding);
        int chains = unknown.Chains.Count;
        int count = unknown.Chains[0].Length;
        int[][] bins = BinsOf(unknown, chains, count);
        double expected = (double)count / RankBins;
        plot.Add.HorizontalLine(expected, 1.2f, FigureStyle.Ink, LinePattern.Dashed);
        for (int chain = 0; chain < chains; chain++)
        {
            double[] edges = [.. Enumerable.Range(0, RankBins)
                .SelectMany(bin => (double[])[bin / (double)RankBins, (bin + 1) / (double)RankBins])];
            Scatter line = plot.Add.ScatterLine(
                edges, [.. bins[chain].SelectMany(number => (double[])[number, number])], FigureStyle.Component(chain));
            line.LineWidth = 1.4f;
            line.LegendText = string.Create(CultureInfo.InvariantCulture, $"chain {chain + 1}");
        }

        plot.Axes.SetLimits(0, 1, 0, (isNamed ? 1.4 : 1.1) * Math.Max(1.8 * expected, bins.Max(chain => chain.Max())));
        plot.XLabel("rank among all draws");
        plot.YLabel("draws");
        if (isNamed)
        {
            FigureStyle.ShowLegendAbove(plot);
        }
        else
        {
            plot.HideLegend();
        }

        return plot;
    }

    /// <summary>How many draws of each chain have ranks in each bin. Equal draws are ranked in the order of the chains.</summary>
    private static int[][] BinsOf(ShownUnknown unknown, int chains, int count)
    {
        int[][] bins = [.. Enumerable.Range(0, chains).Select(_ => new int[RankBins])];
        int[] order = [.. Enumerable.Range(0, chains * count).OrderBy(i => unknown.Values[i])];
        for (int rank = 0; rank < order.Length; rank++)
        {
            bins[order[rank] / count][(int)((long)rank * RankBins / order.Length)]++;
        }

        return bins;
    }
}
