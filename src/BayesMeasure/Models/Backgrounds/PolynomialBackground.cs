namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// A polynomial in Legendre form: sum over j of c_j P_j(t), where t runs from -1 to 1 over the interval of x.
/// </summary>
/// <remarks>
/// Parameters: "coefficient0" to "coefficientN", all in units of y. Legendre polynomials are orthogonal on the interval, so
/// the coefficients are nearly independent in the posterior of evenly spaced data, which powers of x are not.
/// </remarks>
public sealed class PolynomialBackground : ICurveModel
{
    private readonly double middle;
    private readonly double halfWidth;

    /// <summary>A polynomial of the given degree over an interval of x.</summary>
    /// <param name="degree">The degree, 0 to 20.</param>
    /// <param name="minimum">The x at which t = -1.</param>
    /// <param name="maximum">The x at which t = 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The degree is outside 0 to 20, or the interval is empty or not finite.
    /// </exception>
    public PolynomialBackground(int degree, double minimum, double maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, 20);
        if (!(minimum < maximum && double.IsFinite(maximum - minimum)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximum),
                maximum,
                FormattableString.Invariant($"The interval from {minimum} must be finite and not empty."));
        }

        middle = 0.5 * (minimum + maximum);
        halfWidth = 0.5 * (maximum - minimum);
        ParameterNames = [.. Enumerable.Range(0, degree + 1).Select(j => $"coefficient{j}")];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Legendre((x[i] - middle) / halfWidth, parameters);
        }
    }

    /// <summary>Bonnet's recursion: (j + 1) P_{j+1} = (2j + 1) t P_j - j P_{j-1}.</summary>
    private static double Legendre(double t, ReadOnlySpan<double> coefficients)
    {
        double previous = 0;
        double current = 1;
        double sum = 0;
        for (int j = 0; j < coefficients.Length; j++)
        {
            sum += coefficients[j] * current;
            double next = ((2 * j + 1) * t * current - j * previous) / (j + 1);
            previous = current;
            current = next;
        }

        return sum;
    }
}
