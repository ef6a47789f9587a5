using BayesMeasure.Summaries;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>Draws probabilities that were found by simulation. Their error bars end where probabilities do, at 0 and 1.</summary>
internal static class SimulatedPoints
{
    public static void AddTo(Plot plot, double[] x, IReadOnlyList<SimulatedProbability> simulated, float size, Color color)
    {
        double[] y = [.. simulated.Select(probability => probability.Value)];
        ErrorBar bars = plot.Add.ErrorBar(x, y, [.. simulated.Select(probability => probability.StandardError)]);
        bars.YErrorPositive = [.. simulated.Select(probability => Math.Min(probability.StandardError, 1 - probability.Value))];
        bars.YErrorNegative = [.. simulated.Select(probability => Math.Min(probability.StandardError, probability.Value))];
        bars.Color = color;
        bars.CapSize = 3;
        plot.Add.Markers(x, y, MarkerShape.FilledCircle, size, color);
    }
}
