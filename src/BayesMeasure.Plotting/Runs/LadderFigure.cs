using System.Globalization;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting.Runs;

/// <summary>
/// Whether the ladder of a run carries replicas from the prior to the posterior: the log likelihood at every rung, the share of
/// exchanges that succeed, the local communication barrier (Syed et al. 2021), and the paths of some walkers. Rung 0, the
/// prior, has no place on a logarithmic axis, and stands at its left end.
/// </summary>
internal static class LadderFigure
{
    private const int RowHeight = 350;
    private const double SmallestDepth = 0.1;
    private const int Walkers = 3;
    private const int MostPoints = 300;

    private static readonly PixelPadding Padding = new(96, 18, 62, 46);

    /// <exception cref="ArgumentException">The result is that of another method, which has no ladder.</exception>
    public static Figure Of(Result result)
    {
        var run = LadderRun.Of(result);
        var grid = new PanelGrid(columns: 2, RowHeight) { HasLetters = true };
        Func<Plot>[] panels =
        [
            () => LikelihoodOf(run.LogLikelihoods),
            () => RatesOf(run.Ladder),
            () => BarrierOf(run.Ladder),
            () => PathsOf(run.Ladder),
        ];
        return new(width => grid.HeightOf(panels.Length, width), sheet => grid.Draw(sheet, panels));
    }

    /// <summary>
    /// By how much log L lies below its highest value: d / 2 beta where the posterior is a normal one of d unknowns, a straight
    /// line in this panel.
    /// </summary>
    private static Plot LikelihoodOf(LogLikelihoodTraces traces)
    {
        Plot plot = CreatePanel("log L by inverse temperature", "β", "highest log L − log L");
        double[] places = [.. traces.InverseTemperatures.Skip(1).Select(Math.Log10)];
        double[][] sorted = [.. Enumerable.Range(1, traces.Rungs - 1).Select(rung => SortedAt(traces, rung))];
        double highest = sorted.Max(values => values[^1]);
        double[] lower = [.. sorted.Select(values => Depth(highest, QuantileOf(values, 0.05)))];
        double[] upper = [.. sorted.Select(values => Depth(highest, QuantileOf(values, 0.95)))];
        FillY band = plot.Add.FillY(places, lower, upper);
        band.FillColor = FigureStyle.Band;
        band.LineWidth = 0;
        band.MarkerStyle.IsVisible = false;
        band.LegendText = "90 % of draws";
        Scatter mean = plot.Add.Scatter(places, [.. sorted.Select(values => Depth(highest, values.Average()))], FigureStyle.Fit);
        mean.LineWidth = 1.6f;
        mean.MarkerSize = 5;
        mean.LegendText = "mean";
        UseDecades(plot, places[0]);
        (double bottom, double top) = (upper.Min() - 0.1, lower.Max() + 0.1);
        plot.Axes.SetLimitsY(bottom, top);
        plot.Axes.Left.TickGenerator = DecadeTicks.Between(bottom, top);
        FigureStyle.StyleLegend(plot.ShowLegend(Alignment.UpperRight));
        return plot;
    }

    private static double Depth(double highest, double logLikelihood) =>
        Math.Log10(Math.Max(SmallestDepth, highest - logLikelihood));

    private static double[] SortedAt(LogLikelihoodTraces traces, int rung) =>
        [.. Enumerable.Range(0, traces.Chains).SelectMany(chain => traces[chain, rung].ToArray()).Order()];

    private static double QuantileOf(double[] sorted, double probability) => sorted[(int)(probability * (sorted.Length - 1))];

    private static Plot RatesOf(LadderReport ladder)
    {
        Plot plot = CreatePanel("Exchanges between neighbours", "interval of the ladder", "share that succeeds");
        double[] intervals = [.. ladder.ExchangeRates.Select((_, i) => i + 1.0)];
        Scatter rates = plot.Add.Scatter(intervals, [.. ladder.ExchangeRates], FigureStyle.Fit);
        rates.LineWidth = 1.2f;
        rates.MarkerSize = 7;
        plot.Axes.SetLimits(0.4, intervals.Length + 0.6, 0, 1.02);
        return plot;
    }

    private static Plot BarrierOf(LadderReport ladder)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture, $"Communication barrier Λ = {ladder.Barrier:0.0}, {ladder.RoundTrips} round trips");
        Plot plot = CreatePanel(title, "β", "local barrier λ(β), times β");

        // On a logarithmic axis the area under beta lambda is the barrier.
        double[] edges = [.. ladder.InverseTemperatures.Skip(1).Select(Math.Log10)];
        double[] middles = [.. ladder.LocalBarriers.Skip(1).Select((local, i) =>
            local * 0.5 * (ladder.InverseTemperatures[i + 1] + ladder.InverseTemperatures[i + 2]))];
        FillY area = plot.Add.FillY(
            [.. middles.SelectMany((_, i) => (double[])[edges[i], edges[i + 1]])],
            new double[2 * middles.Length],
            [.. middles.SelectMany(value => (double[])[value, value])]);
        area.FillColor = FigureStyle.Band;
        area.LineColor = FigureStyle.Fit;
        area.LineWidth = 1.2f;
        area.MarkerStyle.IsVisible = false;
        UseDecades(plot, edges[0]);
        plot.Axes.SetLimitsY(0, 1.1 * middles.DefaultIfEmpty(1).Max());
        return plot;
    }

    private static Plot PathsOf(LadderReport ladder)
    {
        Plot plot = CreatePanel("Paths of walkers in chain 1", "sweep", "rung");
        int rungs = ladder.InverseTemperatures.Count;
        int step = (ladder.Sweeps + MostPoints - 1) / MostPoints;
        for (int i = 0; i < Math.Min(Walkers, rungs); i++)
        {
            int walker = i * (rungs - 1) / Math.Max(1, Math.Min(Walkers, rungs) - 1);
            int[] path = ladder.PathOf(chain: 0, walker);
            int[] shown = [.. Enumerable.Range(0, path.Length).Where(sweep => sweep % step == 0)];
            Scatter line = plot.Add.ScatterLine(
                shown.Select(sweep => (double)sweep).ToArray(),
                shown.Select(sweep => (double)path[sweep]).ToArray(),
                FigureStyle.Component(i));
            line.LineWidth = 1;
        }

        plot.Axes.SetLimits(0, ladder.Sweeps, -0.5, rungs - 0.5);
        return plot;
    }

    private static Plot CreatePanel(string title, string x, string y)
    {
        Plot plot = FigureStyle.CreatePanel(Padding);
        plot.Title(title, 16);
        plot.XLabel(x);
        plot.YLabel(y);
        return plot;
    }

    private static void UseDecades(Plot plot, double least)
    {
        double margin = 0.03 * -least;
        plot.Axes.SetLimitsX(least - margin, margin);
        plot.Axes.Bottom.TickGenerator = DecadeTicks.Between(least - margin, margin);
    }
}
