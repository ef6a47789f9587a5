using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.References;

/// <summary>
/// The reference before there are draws: around each mode that a search found, a Student t with the curvature there, weighted by
/// the mode's part of the posterior as the Laplace approximation has it. Where a curve is linear in some unknowns, these have
/// their conditional distribution, and the Student t is that of the others.
/// </summary>
internal static class LaplaceReference
{
    private const int MostModes = 32;
    private const double SmallestWeight = 1e-3;

    /// <summary>
    /// The reference; null where there is no mode, where the best lies at a bound or its curvature is not positive definite, and
    /// where alike components coincide, so that no order of them holds nearby.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="found">Its modes, the best first.</param>
    public static FittedReference? Of(ITarget target, IReadOnlyList<Mode> found)
    {
        if (found.Count == 0 || !double.IsFinite(found[0].ApproximateLogEvidence))
        {
            return null;
        }

        Mode best = found[0];
        ReferenceOrder order = ReferenceOrder.Of(target, [[.. best.Values]]);
        double highest = found.Select(mode => mode.ApproximateLogEvidence).Where(double.IsFinite).Max();
        (Mode Mode, double Weight)[] modes =
        [
            .. found.Select(mode => (mode, Math.Exp(mode.ApproximateLogEvidence - highest)))
                .Where(mode => mode.Item2 > SmallestWeight)
                .Take(MostModes),
        ];
        double all = modes.Sum(mode => mode.Weight);
        int[]? coefficients = ConditionalCoefficients.UsableOf(target, [.. best.Values]);
        int[] free = ReferenceDensity.Free(target, coefficients);
        if (free.Length == 0)
        {
            return new(target, order, [.. best.Values], ReferenceMargins.OfNothing, StudentMixture.OfNothing, coefficients);
        }

        if (order.Groups.Any(group => HasTwins(group, best.Values)))
        {
            return null;
        }

        StudentComponent?[] components = [.. modes.Select(mode => Component(target, order, free, mode.Mode, mode.Weight / all))];
        return components.Any(component => component is null)
            ? null
            : new(
                target,
                order,
                [.. best.Values],
                ReferenceMargins.Straight(free.Length),
                new([.. components.Select(component => component!)]),
                coefficients);
    }

    private static bool HasTwins(int[][] components, IReadOnlyList<double> values) => components
        .Select(component => string.Join(' ', component.Select(position => values[position].ToString("G5", null))))
        .Distinct()
        .Count() < components.Length;

    /// <summary>
    /// The Student t of the free unknowns; null where their covariance is not positive definite, and where the labels of the mode
    /// are not in the order of the reference.
    /// </summary>
    private static StudentComponent? Component(ITarget target, ReferenceOrder order, int[] free, Mode mode, double weight)
    {
        double[] center = target.Parameters.CoordinatesAt([.. mode.Values]);
        double[] sorted = [.. center];
        order.Sort(sorted);
        Matrix<double> covariance = Matrix<double>.Build.DenseOfRows(mode.Curvature).Inverse();
        var marginal = Matrix<double>.Build.Dense(free.Length, free.Length, (i, k) => covariance[free[i], free[k]]);
        return sorted.SequenceEqual(center)
            ? StudentComponent.Of(weight, Array.ConvertAll(free, position => center[position]), marginal)
            : null;
    }
}
