namespace CustomModel;

/// <summary>
/// A convolution: the quasi-elastic line of neutron scattering, A [f delta(E) + (1 - f) L(E; w)] convolved with the resolution of
/// the instrument. A fraction f of the atoms sits still; the others diffuse and make a Lorentzian of half width w.
/// </summary>
/// <remarks>
/// The resolution is a measured histogram, so that the integral of the Lorentzian over each of its bins is a difference of two
/// inverse tangents: nothing is lost where the line is narrower than a bin. What sits still shows the resolution itself.
/// Parameters: "area" A, in units of y times meV; "elastic" f, from 0 to 1; "width" w, in meV.
/// </remarks>
/// <param name="resolution">The counts of the resolution, in bins side by side; they need no normalisation.</param>
/// <param name="binWidth">The width of a bin, in meV. The middle bin is that of no energy transfer.</param>
// <convolution>
public sealed class QuasiElasticLine(double[] resolution, double binWidth) : ICurveModel
{
    private readonly double[] share = [.. resolution.Select(count => count / resolution.Sum())];

    public IReadOnlyList<string> ParameterNames { get; } = ["area", "elastic", "width"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        (double area, double elastic, double width) = (parameters[0], parameters[1], parameters[2]);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = area / binWidth * (elastic * Resting(x[i]) + (1 - elastic) * Diffusing(x[i], width));
        }
    }

    /// <summary>The resolution at an energy, interpolated between the middles of its bins.</summary>
    private double Resting(double energy)
    {
        double place = energy / binWidth + 0.5 * (share.Length - 1);
        int bin = (int)Math.Floor(place);
        double At(int index) => index >= 0 && index < share.Length ? share[index] : 0;
        return At(bin) + (place - bin) * (At(bin + 1) - At(bin));
    }

    /// <summary>The sum over the bins of the resolution, each times the Lorentzian's integral over the bin.</summary>
    private double Diffusing(double energy, double width)
    {
        double distance = energy + 0.5 * share.Length * binWidth;
        double upper = Math.Atan(distance / width);
        double sum = 0;
        foreach (double part in share)
        {
            distance -= binWidth;
            double lower = Math.Atan(distance / width);
            sum += part * (upper - lower) / Math.PI;
            upper = lower;
        }

        return sum;
    }
}
// </convolution>
