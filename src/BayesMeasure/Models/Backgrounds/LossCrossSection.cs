namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// How probable it is that an electron on its way out loses the energy T, per unit of energy: B T / ((C - T^2)^2 + D T^2) above a
/// gap, or B T / (C + T^2)^2 (S. Tougaard, Surf. Interface Anal. 25, 137, 1997, and 11, 453, 1988).
/// </summary>
public sealed record LossCrossSection
{
    private LossCrossSection(double numerator, double square, double damping, double gap)
    {
        B = Positive(numerator, nameof(B));
        C = Positive(square, nameof(C));
        D = damping;
        Gap = gap >= 0 && double.IsFinite(gap)
            ? gap
            : throw new ArgumentOutOfRangeException(nameof(gap), gap, "The gap is not negative.");
    }

    /// <summary>
    /// The universal cross-section of metals and their compounds: B = 2866 eV^2, C = 1643 eV^2, in two parameters.
    /// </summary>
    public static LossCrossSection Universal { get; } = TwoParameter(2866, 1643);

    /// <summary>The strength, in units of the energy squared.</summary>
    public double B { get; }

    /// <summary>Where the losses lie, in units of the energy squared: the most probable one is near sqrt(C).</summary>
    public double C { get; }

    /// <summary>The width of the losses, in units of the energy squared; 4 C for the form of two parameters.</summary>
    public double D { get; }

    /// <summary>The smallest loss, in units of the energy.</summary>
    public double Gap { get; }

    /// <summary>B T / (C + T^2)^2, which is the other form with D = 4 C.</summary>
    /// <param name="b">The strength B > 0.</param>
    /// <param name="c">C > 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public static LossCrossSection TwoParameter(double b, double c) => new(b, c, 4 * c, 0);

    /// <summary>B T / ((C - T^2)^2 + D T^2) for T above the gap, for solids with a narrow plasmon or with a band gap.</summary>
    /// <param name="b">The strength B > 0.</param>
    /// <param name="c">C > 0.</param>
    /// <param name="d">D > 0.</param>
    /// <param name="gap">The smallest loss T0.</param>
    /// <exception cref="ArgumentOutOfRangeException">B, C or D is not above 0, or the gap is negative.</exception>
    public static LossCrossSection ThreeParameter(double b, double c, double d, double gap = 0) =>
        new(b, c, Positive(d, nameof(D)), gap);

    /// <summary>The probability of a loss, per unit of energy.</summary>
    /// <param name="loss">The loss T.</param>
    public double At(double loss)
    {
        double difference = C - loss * loss;
        return loss < Gap || loss < 0 ? 0 : B * loss / (difference * difference + D * loss * loss);
    }

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number above 0.");
}
