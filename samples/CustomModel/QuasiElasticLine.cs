namespace CustomModel;

/// <summary>
/// A convolution: the quasi-elastic line of neutron scattering, A [f delta(E) + (1 - f) L(E; w)] convolved with the resolution of
/// the instrument. A fraction f of the atoms sits still; the others diffuse and make a Lorentzian of half width w.
/// </summary>
/// <remarks>
/// The resolution is a measured histogram, so that the integral of the Lorentzian over each of its bins is a difference of two
/// inverse tangents: the convolution is exact, also for a line that is narrower than a bin.
/// Parameters: "area" A, in units of y times meV; "elastic" f, from 0 to 1; "width" w, in meV.
/// </remarks>
/// <param name="resolution">The counts of the resolution, in bins side by side; they need no normalisation.</param>
/// <param name="binWidth">The width of a bin, in meV. The middle bin is that of no energy transfer.</param>
// <convolution>
public sealed class QuasiElasticLine(double[] resolution, double binWidth) : ISpanModel
{
    private readonly double[] share = [.. resolution.Select(count => count / resolution.Sum())];

    public IReadOnlyList<string> ParameterNames { get; } = ["area", "elastic", "width"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        (double area, double elastic, double width) = (parameters[0], parameters[1], parameters[2]);
        for (int i = 0; i < x.Length; i++)
        {
            double distance = x[i] + 0.5 * share.Length * binWidth;
            double upper = Math.Atan(distance / width);
            double sum = 0;
            foreach (double part in share)
            {
                distance -= binWidth;
                double lower = Math.Atan(distance / width);
                double still = distance < 0 && distance + binWidth >= 0 ? 1 : 0;
                sum += part * (elastic * still + (1 - elastic) * (upper - lower) / Math.PI);
                upper = lower;
            }

            y[i] = area / binWidth * sum;
        }
    }
}
// </convolution>
