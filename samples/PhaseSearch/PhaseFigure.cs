using BayesMeasure.Diffraction.Search;
using BayesMeasure.Plotting;

namespace PowderPhases;

/// <summary>Data, fit, the phases with tick marks where their lines are, and below all what the fit leaves.</summary>
internal static class PhaseFigure
{
    // In parts of the highest count: the distance of rows of ticks, and half the height of a tick.
    private const double Row = 0.05;
    private const double HalfTick = 0.015;
    private const double LeastWeight = 0.002;

    public static Figure Of(PhaseSearchResult result)
    {
        double highest = result.Data.Max();
        CurvePanel panel = new CurvePanel($"{result.Measurement.Name}: {result.Verdict.Text}", "2θ (°)", "intensity")
            .WithLine("data", result.TwoTheta, result.Data)
            .WithLine("fit", result.TwoTheta, result.Fit);
        int row = 1;
        foreach (FoundPhase phase in result.Phases.Where(phase => phase.Probability >= 0.5 && phase.WeightFraction > LeastWeight))
        {
            if (result.Curves.FirstOrDefault(curve => curve.Name == phase.Name) is { Ticks.Count: > 0 } curve)
            {
                string name = FormattableString.Invariant(
                    $"{phase.Name}, {100 * phase.WeightFraction:F1} %, P = {phase.Probability:F2}");
                double height = -Row * row++ * highest;
                panel = panel.WithPoints(name, curve.Ticks, [.. curve.Ticks.Select(_ => new BayesMeasure.Reports.ValueWithError(
                    height, HalfTick * highest))]);
            }
        }

        double floor = -Row * (row + 1) * highest;
        return Figure.OfCurves(panel.WithLine(
            "data - fit", result.TwoTheta, [.. result.Data.Zip(result.Fit, (data, fit) => floor + data - fit)]));
    }
}
