using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.References;

/// <summary>
/// The reference before there are draws: around each mode that a search found, a Student t with the curvature there, weighted by
/// the mode's part of the posterior as the Laplace approximation has it. Where a curve is linear in some unknowns, these have
/// their conditional distribution, and the Student t is that of the others. What lies at a bound of its prior falls off from
/// there, and the others hardly follow it.
/// </summary>
internal sealed class LaplaceReference
{
    private const int MostModes = 32;
    private const double SmallestWeight = 1e-3;

    private readonly ITarget target;
    private readonly ReferenceOrder order;
    private readonly int[] free;
    private readonly Margin[] margins;

    private LaplaceReference(ITarget target, ReferenceOrder order, int[] free, Mode best)
    {
        this.target = target;
        this.order = order;
        this.free = free;
        margins = [.. free.Select(position => MarginOf(target.Parameters[position].Prior, best, position))];
    }

    /// <summary>
    /// The reference; null where there is no mode, where the curvature at the best is not positive definite, and where alike
    /// components coincide, so that no order of them holds nearby.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="found">Its modes, the best first.</param>
    public static FittedReference? Of(ITarget target, IReadOnlyList<Mode> found)
    {
        if (found.Count == 0 || !double.IsFinite(found[0].OneSidedLogEvidence))
        {
            return null;
        }

        Mode best = found[0];
        ReferenceOrder order = ReferenceOrder.Of(target, [[.. best.Values]]);
        LinearUnknowns? coefficients = ConditionalCoefficients.UsableOf(target, [.. best.Values]);
        int[] free = ReferenceDensity.Free(target, coefficients);
        if (free.Length == 0)
        {
            return new(target, order, [.. best.Values], ReferenceMargins.OfNothing, StudentMixture.OfNothing, coefficients);
        }

        if (order.Groups.Any(group => HasTwins(group, best.Values)))
        {
            return null;
        }

        var reference = new LaplaceReference(target, order, free, best);
        return reference.Mixture(found) is { } mixture
            ? new(target, order, [.. best.Values], ReferenceMargins.Of(reference.margins), mixture, coefficients)
            : null;
    }

    private static bool HasTwins(int[][] components, IReadOnlyList<double> values) => components
        .Select(component => string.Join(' ', component.Select(position => values[position].ToString("G5", null))))
        .Distinct()
        .Count() < components.Length;

    /// <summary>How a free coordinate becomes nearly normal: one that the best mode has at an end falls off from there.</summary>
    private static Margin MarginOf(Distribution prior, Mode best, int position) => best.WidthsAtBound[position] > 0
        ? Margin.AtEnd(prior, IsHigh(prior, best.Values[position]), best.WidthsAtBound[position]) ?? Margin.AsItIs
        : Margin.AsItIs;

    private static bool IsHigh(Distribution prior, double value) => prior.ToCoordinate(prior.Maximum)
        - prior.ToCoordinate(value) < prior.ToCoordinate(value) - prior.ToCoordinate(prior.Minimum);

    private StudentMixture? Mixture(IReadOnlyList<Mode> found)
    {
        double highest = found.Select(mode => mode.OneSidedLogEvidence).Where(double.IsFinite).Max();
        (Mode Mode, double Weight)[] modes =
        [
            .. found.Select(mode => (mode, Math.Exp(mode.OneSidedLogEvidence - highest)))
                .Where(mode => mode.Item2 > SmallestWeight)
                .Take(MostModes),
        ];
        double all = modes.Sum(mode => mode.Weight);
        StudentComponent?[] components = [.. modes.Select(mode => Component(mode.Mode, mode.Weight / all))];
        return components.Any(component => component is null) ? null : new([.. components.Select(component => component!)]);
    }

    /// <summary>
    /// The Student t of the free unknowns; null where their covariance is not positive definite, and where the labels of the mode
    /// are not in the order of the reference.
    /// </summary>
    private StudentComponent? Component(Mode mode, double weight)
    {
        double[] center = target.Parameters.CoordinatesAt([.. mode.Values]);
        double[] sorted = [.. center];
        order.Sort(sorted);
        if (!sorted.SequenceEqual(center))
        {
            return null;
        }

        Matrix<double> covariance = PrecisionOf(mode).Inverse();
        double[] place = new double[free.Length];
        double[] slope = new double[free.Length];
        for (int i = 0; i < free.Length; i++)
        {
            place[i] = IsOfEnd(mode, i) ? 0 : margins[i].Forward(center[free[i]], out slope[i]);
            slope[i] = IsOfEnd(mode, i) ? 0 : Math.Exp(slope[i]);
        }

        // The width of what falls off from an end is that of its margin: it is next to independent of all others.
        return StudentComponent.Of(weight, place, Matrix<double>.Build.Dense(free.Length, free.Length, (i, k) =>
            slope[i] * slope[k] * covariance[free[i], free[k]] + (i == k && slope[i] == 0 ? StudentMixture.SquaredUnit : 0)));
    }

    /// <summary>Whether a free coordinate lies at the end from which its margin falls off.</summary>
    private bool IsOfEnd(Mode mode, int i) => margins[i].IsBent && mode.WidthsAtBound[free[i]] > 0;

    /// <summary>
    /// The curvature, in which an unknown at a bound has also the precision of an exponential deviate of its width; without what
    /// couples it to others where that is not positive definite.
    /// </summary>
    private static Matrix<double> PrecisionOf(Mode mode)
    {
        var precision = Matrix<double>.Build.DenseOfRows(mode.Curvature);
        int[] atBound = [.. mode.WidthsAtBound.Index().Where(width => width.Item > 0).Select(width => width.Index)];
        Array.ForEach(atBound, i => precision[i, i] += Math.Pow(mode.WidthsAtBound[i], -2));
        if (atBound.Length > 0 && precision.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum() <= 0)
        {
            precision.ClearRows(atBound);
            precision.ClearColumns(atBound);
            Array.ForEach(atBound, i => precision[i, i] = Math.Pow(mode.WidthsAtBound[i], -2));
        }

        return precision;
    }
}
