using BayesMeasure.Diffraction.Search;
using BayesMeasure.Plotting;
using BayesMeasure.Reports;

namespace BayesMeasure.CommandLine.Phases;

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
            foreach (int[] run in Runs(order, i => answer.Found(i, phase) != null))
            {
                double[] x = [.. run.Select(i => answer.Series.At[i])];
                panel = panel
                    .WithLine(phase, x, [.. run.Select(i => Percent * answer.Found(i, phase)!.WeightFraction)])
                    .WithPoints(phase, x, [.. run.Select(i => PointOf(answer.Found(i, phase)!))]);
            }
        }

        return Figure.OfCurves(panel);
    }

    /// <summary>Neighbours in which a phase is there: no line goes through a pattern without it.</summary>
    private static IEnumerable<int[]> Runs(int[] order, Func<int, bool> isThere)
    {
        for (int start = 0; start < order.Length; start++)
        {
            int[] run = [.. order.Skip(start).TakeWhile(isThere)];
            if (run.Length > 0)
            {
                yield return run;
                start += run.Length;
            }
        }
    }

    private static ValueWithError PointOf(FoundPhase phase) => new(
        Percent * phase.WeightFraction, 0.5 * Percent * (phase.Interval68.Maximum - phase.Interval68.Minimum));
}
