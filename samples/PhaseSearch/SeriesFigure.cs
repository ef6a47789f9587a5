using BayesMeasure.Diffraction.Search;
using BayesMeasure.Plotting;
using BayesMeasure.Reports;

namespace PowderPhases;

/// <summary>The weights of all phases over a series, with their intervals of 68 %.</summary>
internal static class SeriesFigure
{
    private const double Percent = 100;

    public static Figure Of(SeriesAnswer answer)
    {
        CurvePanel panel = new("Phases of the series", answer.Series.Axis, "weight %, ± 68 %");
        if (answer.Phases.Count == 0)
        {
            return Figure.OfCurves(panel.WithLine("none was found", answer.Series.At, [.. answer.Series.At.Select(_ => 0.0)]));
        }

        int[] order = [.. Enumerable.Range(0, answer.Results.Count).OrderBy(i => answer.Series.At[i])];
        foreach (string phase in answer.Phases)
        {
            int[] found = [.. order.Where(i => answer.Found(i, phase) != null)];
            double[] x = [.. found.Select(i => answer.Series.At[i])];
            panel = panel
                .WithLine(phase, x, [.. found.Select(i => Percent * answer.Found(i, phase)!.WeightFraction)])
                .WithPoints(phase, x, [.. found.Select(i => PointOf(answer.Found(i, phase)!))]);
        }

        return Figure.OfCurves(panel);
    }

    private static ValueWithError PointOf(FoundPhase phase) => new(
        Percent * phase.WeightFraction, 0.5 * Percent * (phase.Interval68.Maximum - phase.Interval68.Minimum));
}
