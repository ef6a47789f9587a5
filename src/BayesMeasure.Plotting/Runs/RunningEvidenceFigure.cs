using BayesMeasure.Inference;
using BayesMeasure.Reports;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting.Runs;

/// <summary>
/// How log Z came about as sweeps were recorded, by every method that was used: its mean over the influences of the first
/// sweeps of all chains, to first order what the method makes of them, with its standard error as a band.
/// </summary>
internal static class RunningEvidenceFigure
{
    private const int Height = 460;
    private const int Points = 60;

    /// <summary>Fewer sweeps have no error.</summary>
    private const int Fewest = 20;

    /// <exception cref="ArgumentException">No estimate is a mean over sweeps, as an exact one is none.</exception>
    public static Figure Of(Result result)
    {
        FreeEnergyEstimate[] estimates =
            [.. result.FreeEnergies.Where(estimate => estimate.Influences is [{ Length: >= Fewest }, ..] && IsUsed(estimate))];
        return estimates.Length > 0 ? new(Height, sheet => Draw(sheet, result, estimates)) : throw new ArgumentException(
            "log Z of this result is no mean over 20 sweeps or more, or it was read from a file: there is no course "
            + "of it to draw.",
            nameof(result));
    }

    private static bool IsUsed(FreeEnergyEstimate estimate) =>
        estimate.Fitness is not { IsUsable: false } && double.IsFinite(estimate.LogEvidence);

    private static void Draw(FigureSheet sheet, Result result, FreeEnergyEstimate[] estimates)
    {
        using Plot plot = FigureStyle.CreatePanel(new(100, 20, 62, 48));
        for (int i = 0; i < estimates.Length; i++)
        {
            Add(plot, estimates[i], result.FreeEnergy.LogEvidence, FigureStyle.Component(i));
        }

        HorizontalLine final = plot.Add.HorizontalLine(0, 1.2f, FigureStyle.Ink, LinePattern.Dashed);
        final.LegendText = "quoted";
        plot.XLabel("recorded sweeps of each chain");
        plot.YLabel("log Z less what is quoted");
        plot.Title($"log Z = {new ValueWithError(result.FreeEnergy.LogEvidence, result.FreeEnergy.StandardError).Typeset}"
            + (result.Doubt is null ? "" : ": undecided"));
        FigureStyle.StyleLegend(plot.ShowLegend(Alignment.UpperRight));
        sheet.Render(plot, new PixelRect(0, sheet.Width, sheet.Height, 0));
    }

    private static void Add(Plot plot, FreeEnergyEstimate estimate, double quoted, Color color)
    {
        int sweeps = estimate.Influences[0].Length;
        int[] counts = [.. Enumerable.Range(1, Points).Select(i => Math.Max(Fewest, sweeps * i / Points)).Distinct()];
        FreeEnergyEstimate[] running = [.. counts.Select(count => RunningTo(count, estimate))];
        double[] x = [.. counts.Select(count => (double)count)];
        double[] y = [.. running.Select(one => one.LogEvidence - quoted)];
        FillY band = plot.Add.FillY(
            x, [.. running.Select((one, i) => y[i] - ErrorOf(one))], [.. running.Select((one, i) => y[i] + ErrorOf(one))]);
        band.FillColor = color.WithAlpha(.2);
        band.LineWidth = 0;
        band.MarkerStyle.IsVisible = false;
        Scatter line = plot.Add.ScatterLine(x, y, color);
        line.LineWidth = 2;
        line.LegendText = $"{estimate.Method} ± σ";
    }

    private static double ErrorOf(FreeEnergyEstimate estimate) =>
        double.IsFinite(estimate.StandardError) ? estimate.StandardError : 0;

    /// <summary>The estimate of the first sweeps of all chains, to first order.</summary>
    private static FreeEnergyEstimate RunningTo(int count, FreeEnergyEstimate estimate)
    {
        double[][] first = [.. estimate.Influences.Select(chain => chain[..Math.Min(count, chain.Length)])];
        double mean = first.Average(chain => chain.Average());
        return FreeEnergyEstimate.FromInfluences(estimate.Method, estimate.LogEvidence + mean, first);
    }
}
