using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// A density q near the posterior that can be evaluated and drawn from exactly, fitted to draws that are not used with it
/// afterwards: a Student mixture in the explored coordinates of a target, alike components in order; where a curve is linear in
/// some unknowns, these may be given by their conditional distribution, and the mixture is that of the others. It never changes.
/// </summary>
internal sealed class FittedReference
{
    private readonly ITarget target;
    private readonly ReferenceOrder order;
    private readonly double[] point;
    private readonly ReferenceMargins margins;
    private readonly StudentMixture mixture;
    private readonly LinearUnknowns? coefficients;

    /// <param name="target">What it is near to.</param>
    /// <param name="order">The order of components that can change places without changing the posterior.</param>
    /// <param name="point">A likely point: one value a parameter.</param>
    /// <param name="margins">How the coordinates of <see cref="ReferenceDensity.Free"/> become those of the mixture.</param>
    /// <param name="mixture">The mixture.</param>
    /// <param name="coefficients">The unknowns that are drawn from their conditional distribution; null for none.</param>
    public FittedReference(
        ITarget target,
        ReferenceOrder order,
        double[] point,
        ReferenceMargins margins,
        StudentMixture mixture,
        LinearUnknowns? coefficients)
    {
        this.target = target;
        this.order = order;
        this.point = point;
        this.margins = margins;
        this.mixture = mixture;
        this.coefficients = coefficients;
    }

    /// <summary>What it is, for a certificate.</summary>
    public string Description =>
        (mixture.Count == 1 ? "a Student t" : $"a mixture of {mixture.Count} Student t")
        + (margins.AreBent ? " of skewed margins" : "")
        + (coefficients is null
            ? ""
            : $", {coefficients.Positions.Length} linear coefficients from their conditional distribution");

    /// <summary>All that is to be kept of it.</summary>
    public double[] Numbers =>
    [
        .. order.Numbers, coefficients is null ? 0 : 1, .. point, .. margins.Numbers, .. mixture.Numbers,
    ];

    /// <summary>The reference of a target that has these numbers.</summary>
    public static FittedReference Of(ITarget target, double[] numbers)
    {
        var left = new Queue<double>(numbers);
        var order = ReferenceOrder.Of(left);
        LinearUnknowns? coefficients = left.Dequeue() == 1 ? CoefficientsOf(target) : null;
        double[] point = [.. target.Parameters.Select(_ => left.Dequeue())];
        int dimension = ReferenceDensity.Free(target, coefficients).Length;
        double[] rest = left.ToArray();
        int marginLength = dimension * Margin.Length;
        return new(
            target,
            order,
            point,
            ReferenceMargins.Of(rest.AsSpan(0, marginLength)),
            StudentMixture.Of(rest.AsSpan(marginLength), dimension),
            coefficients);
    }

    /// <summary>
    /// The unknowns in which the one curve of a target is linear when all else is given; null where there are none, or where a
    /// smooth background makes the values of neighbouring points depend on each other.
    /// </summary>
    public static LinearUnknowns? CoefficientsOf(ITarget target) =>
        MeasuredCurve.Whole(target) is { Smooth: null } posterior
        && LinearCoefficients.Of(posterior) is { Coefficients.Length: > 0 } found
            ? found
            : null;

    /// <summary>Its density, for one thread.</summary>
    public ReferenceDensity CreateDensity() => new(
        target, order, margins, mixture, coefficients is null ? null : new(MeasuredCurve.Whole(target)!, coefficients, point));
}
