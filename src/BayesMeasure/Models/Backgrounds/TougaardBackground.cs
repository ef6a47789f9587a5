namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// The background of inelastic losses of S. Tougaard (Surf. Interface Anal. 11, 453, 1988), computed from the data once:
/// offset + scale * integral of K(T) J(x - T), the measured spectrum J convolved with the cross-section K for the loss T.
/// </summary>
/// <remarks>
/// Parameters: "offset", in units of y; "scale", which multiplies the strength B of the cross-section and is 1 where that is
/// right. The spectrum that is convolved is the data less their level at the end without losses: data have to begin where there
/// are no peaks. The integral is a trapezoidal rule over the data; between them the background is a straight line, beyond them
/// constant.
/// </remarks>
public sealed class TougaardBackground : ICurveModel
{
    private readonly TabulatedCurve losses;

    /// <summary>Computes the shape of the background.</summary>
    /// <param name="x">The abscissae of the data, in any order.</param>
    /// <param name="y">The data.</param>
    /// <param name="crossSection">The probability of losses, in the unit of x.</param>
    /// <param name="axis">
    /// Whether x is a binding energy, with losses at larger x, or a kinetic one, with losses at smaller x.
    /// </param>
    /// <param name="averaged">
    /// How many points are averaged for the level at the end without losses; at most a third of all.
    /// </param>
    /// <exception cref="ArgumentException">There are fewer than three points, or numbers are missing or not finite.</exception>
    public TougaardBackground(
        IReadOnlyList<double> x, IReadOnlyList<double> y, LossCrossSection crossSection, EnergyAxis axis, int averaged = 5)
    {
        ArgumentNullException.ThrowIfNull(crossSection);
        ArgumentOutOfRangeException.ThrowIfLessThan(averaged, 1);
        (double[] abscissae, double[] data) = TabulatedCurve.Order(x, y, double.NegativeInfinity, double.PositiveInfinity);
        bool isBinding = axis == EnergyAxis.Binding;
        double level = TabulatedCurve.Level(data, averaged, atEnd: !isBinding);
        double[] convolved = [.. abscissae.Select(energy =>
            Convolve(abscissae, data, level, lost => crossSection.At(isBinding ? energy - lost : lost - energy)))];
        losses = new(abscissae, convolved);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; } = ["offset", "scale"];

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
        losses.Evaluate(x, parameters[0], parameters[1], y);

    private static double Convolve(double[] x, double[] data, double level, Func<double, double> probability)
    {
        double sum = 0;
        double before = probability(x[0]) * (data[0] - level);
        for (int i = 1; i < x.Length; i++)
        {
            double here = probability(x[i]) * (data[i] - level);
            sum += 0.5 * (before + here) * (x[i] - x[i - 1]);
            before = here;
        }

        return sum;
    }
}

/// <summary>What the axis of a photoelectron spectrum counts, and hence to which side electrons go that lost energy.</summary>
public enum EnergyAxis
{
    /// <summary>Binding energy: losses lie at larger x.</summary>
    Binding,

    /// <summary>Kinetic energy: losses lie at smaller x.</summary>
    Kinetic,
}
