using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.References;

/// <summary>
/// The reference before there are draws: around each mode that a search found, a Student t with the curvature there, weighted by
/// the mode's part of the posterior as the Laplace approximation has it.
/// </summary>
internal static class LaplaceReference
{
    private const int MostModes = 8;
    private const double SmallestWeight = 1e-3;

    /// <summary>The reference; null where the best mode lies at a bound, or its curvature is not positive definite.</summary>
    /// <param name="target">The target.</param>
    /// <param name="best">Its best mode, with those beside it.</param>
    public static FittedReference? Of(ITarget target, Mode best)
    {
        if (!double.IsFinite(best.ApproximateLogEvidence))
        {
            return null;
        }

        ReferenceOrder order = ReferenceOrder.Of(target, [[.. best.Values]]);
        (Mode Mode, double Weight)[] modes =
        [
            .. best.Others.Prepend(best)
                .Select(mode => (mode, Math.Exp(mode.ApproximateLogEvidence - best.ApproximateLogEvidence)))
                .Where(mode => mode.Item2 > SmallestWeight)
                .Take(MostModes),
        ];
        double all = modes.Sum(mode => mode.Weight);
        StudentComponent?[] components = [.. modes.Select(mode => Component(target, order, mode.Mode, mode.Weight / all))];
        return components.Any(component => component is null)
            ? null
            : new(target, order, [.. best.Values], new([.. components.Select(component => component!)]), coefficients: null);
    }

    /// <summary>Null as well where the labels of the mode are not in the order of the reference.</summary>
    private static StudentComponent? Component(ITarget target, ReferenceOrder order, Mode mode, double weight)
    {
        double[] center = [.. mode.Values.Select((value, i) => target.Parameters[i].Prior.ToCoordinate(value))];
        double[] sorted = [.. center];
        order.Sort(sorted);
        return sorted.SequenceEqual(center)
            ? StudentComponent.Of(weight, center, Matrix<double>.Build.DenseOfRows(mode.Curvature).Inverse())
            : null;
    }
}
