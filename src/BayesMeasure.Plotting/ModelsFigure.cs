using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Reports;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>
/// What was chosen: to the left the free energy of every model above that of the best, with its standard error; to the right
/// p(K | D) with its central 68 % intervals. The verdict stands below.
/// </summary>
internal static class ModelsFigure
{
    private const float RowHeight = 420;

    public static Figure Of(ModelComparison comparison)
    {
        var notes = new FigureNotes([comparison.Verdict]);
        var grid = new PanelGrid(columns: 2, RowHeight) { HasLetters = true };
        float below = ProbabilityPanel.RoomBelow(comparison);
        Func<Plot>[] panels =
        [
            () => EnergiesOf(comparison, new(100, 16, below, 48)),
            () => ProbabilitiesOf(comparison, new(84, 16, below, 48)),
        ];
        return new(
            width => grid.HeightOf(panels.Length, width) + notes.HeightOn(width),
            sheet =>
            {
                float top = sheet.Height - notes.HeightOn(sheet.Width);
                grid.Draw(sheet, panels, top);
                notes.Draw(sheet, top);
            });
    }

    private static Plot ProbabilitiesOf(ModelComparison comparison, PixelPadding padding)
    {
        Plot plot = ProbabilityPanel.Draw(comparison, padding);
        plot.YLabel("probability");
        return plot;
    }

    private static Plot EnergiesOf(ModelComparison comparison, PixelPadding padding)
    {
        // The same axis of models as beside it, with another height.
        Plot plot = ProbabilityPanel.Draw(comparison, padding);
        plot.Clear();
        FreeEnergyEstimate best = comparison.Best.Result.FreeEnergy;
        (double Place, FreeEnergyEstimate Estimate)[] known =
        [
            .. comparison.Models.Select((model, i) => ((double)i, model.Result.FreeEnergy))
                .Where(one => double.IsFinite(one.FreeEnergy.FreeEnergy)),
        ];
        double[] x = [.. known.Select(one => one.Place)];
        double[] y = [.. known.Select(one => one.Estimate.FreeEnergy - best.FreeEnergy)];
        ErrorBar bars = plot.Add.ErrorBar(x, y, [.. known.Select(one => Error(one.Estimate))]);
        bars.Color = FigureStyle.Ink;
        bars.CapSize = 6;
        plot.Add.Markers(x, y, MarkerShape.FilledCircle, 9, FigureStyle.Fit);
        plot.Add.HorizontalLine(0, 1, FigureStyle.Background, LinePattern.Dashed);
        double top = y.DefaultIfEmpty(0).Max();
        double bottom = y.DefaultIfEmpty(0).Min();
        double margin = Math.Max(0.08 * (top - bottom), 2 * known.Select(one => Error(one.Estimate)).DefaultIfEmpty(1).Max());
        plot.Axes.SetLimitsY(bottom - margin, top + margin);
        plot.Axes.Left.TickGenerator = FigureStyle.CreateTicks(() => top - bottom + margin);
        plot.YLabel($"F − F of {comparison.Best.Name}");
        plot.Title($"F of {comparison.Best.Name} = {new ValueWithError(best.FreeEnergy, best.StandardError).Typeset}", 16);
        return plot;
    }

    private static double Error(FreeEnergyEstimate estimate) =>
        double.IsFinite(estimate.StandardError) ? estimate.StandardError : 0;
}
