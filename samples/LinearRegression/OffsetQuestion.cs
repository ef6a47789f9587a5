using BayesMeasure.Linear.Selection;
using BayesMeasure.Plotting;
using MathNet.Numerics;

namespace OffsetSelection;

/// <summary>
/// y = a x or y = a x + b? How often N points, x evenly from -1 to 1, select the model with an offset.
/// </summary>
/// <param name="treatment">What is done about the level of the noise, which is 1.</param>
/// <param name="simulations">How many measurements are simulated at each point; 0 for none.</param>
/// <param name="seed">The seed of their noise.</param>
internal sealed class OffsetQuestion(NoiseTreatment treatment, int simulations, ulong seed)
{
    /// <summary>The flat prior of the offset reaches from -10 to 10.</summary>
    public const double HalfWidth = 10;

    private const int Steps = 60;
    private static readonly double[] Offsets = [0, 0.1, 0.3, 1];
    private static readonly int[] Counts = [5, 20, 100, 1000];
    private static readonly int[] SimulatedCounts = [4, 8, 16, 32, 64, 128, 256];
    private static readonly double[] SimulatedOffsets = [0.1, 0.25, 0.5, 0.75, 1];

    private ulong points;

    /// <summary>One curve for each true offset, over the number of points.</summary>
    public IReadOnlyList<SelectionCurve> OverPoints(CancellationToken cancellation)
    {
        IEnumerable<int> spaced = Generate.LogSpaced(Steps, Math.Log10(4), 4).Select(count => (int)Math.Round(count));
        int[] counts = [.. spaced.Union(SimulatedCounts).Order()];
        return [.. Offsets.Select(offset => new SelectionCurve(
            FormattableString.Invariant($"b = {offset} σ"),
            [.. counts.Select(count => (double)count)],
            [.. counts.Select(count => Selection(count).Probability([offset], sigma: 1, treatment))],
            [.. Simulated(SimulatedCounts, count => (count, Simulate(count, offset, cancellation)))])),
        ];
    }

    /// <summary>One curve for each number of points, over the true offset.</summary>
    public IReadOnlyList<SelectionCurve> OverOffset(CancellationToken cancellation)
    {
        double[] offsets = Generate.LinearSpaced(Steps, 0, 1.5);
        return [.. Counts.Select(count => new SelectionCurve(
            FormattableString.Invariant($"N = {count}"),
            offsets,
            [.. offsets.Select(offset => Selection(count).Probability([offset], sigma: 1, treatment))],
            [.. Simulated(count > 100 ? [] : SimulatedOffsets, offset => (offset, Simulate(count, offset, cancellation)))])),
        ];
    }

    private static NestedSelection Selection(int count) =>
        NestedSelection.OfOffset(Generate.LinearSpaced(count, -1, 1), HalfWidth);

    private IEnumerable<(double X, SimulatedProbability Probability)> Simulated<T>(
        IEnumerable<T> places, Func<T, (double X, SimulatedProbability Probability)> simulate) =>
        simulations == 0 ? [] : places.Select(simulate);

    private SimulatedProbability Simulate(int count, double offset, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // Noise of its own for every point: with the same for all, neighbours would err together.
        return Selection(count).Simulate([offset], sigma: 1, treatment, simulations, seed + points++);
    }
}
