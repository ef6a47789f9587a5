namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// A background that was measured by itself, such as dark counts, an empty cell or a substrate: scale * b(x), with straight lines
/// between the measured points and constant beyond them.
/// </summary>
/// <remarks>
/// Parameter: "scale", what it is multiplied by; <c>["scale"] = Fixed(1)</c> takes it as it is, a prior about a known ratio of
/// times or transmissions lets the data correct it. Its own noise is not accounted for: measure it longer than the rest, or
/// smooth it. For counts with an exposure T, where y ~ Poisson(T f + d) with d dark counts, give it d / T.
/// </remarks>
public sealed class MeasuredBackground : ICurveModel
{
    private readonly TabulatedCurve curve;

    /// <summary>Takes the measured background.</summary>
    /// <param name="x">Where it was measured, in any order; equal abscissae are averaged.</param>
    /// <param name="y">Its values, as many.</param>
    /// <exception cref="ArgumentException">
    /// The numbers differ, one is not finite, or there are fewer than three different points.
    /// </exception>
    public MeasuredBackground(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (double[] abscissae, double[] values) = TabulatedCurve.Order(x, y, double.NegativeInfinity, double.PositiveInfinity);
        curve = new(abscissae, values);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; } = ["scale"];

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
        curve.Evaluate(x, 0, parameters[0], y);
}
