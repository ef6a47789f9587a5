using BayesMeasure.Measurements;
using BayesMeasure.Noise;

namespace BayesMeasure.Experiments;

/// <summary>A measurement that could be made: where, and with which noise.</summary>
/// <param name="Setting">The number that tells this design from others of its series, such as the exposure; finite.</param>
/// <param name="Points">
/// Where is measured, and with which sigma if <paramref name="Noise"/> takes it point by point. Its y is not read.
/// </param>
/// <param name="Noise">How measured values will scatter; the candidates of the comparison are given this noise.</param>
public sealed record MeasurementDesign(double Setting, Measurement Points, NoiseModel Noise)
{
    /// <summary>
    /// The true values of the noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>; null, the default, for
    /// those of the truth.
    /// </summary>
    public IReadOnlyList<double>? NoiseParameters { get; init; }

    /// <summary>Points at some abscissae, to be measured.</summary>
    /// <param name="x">Where is measured: at least one value, all finite.</param>
    public static Measurement At(IEnumerable<double> x)
    {
        double[] abscissae = [.. x];
        return new(abscissae, new double[abscissae.Length]) { Name = "virtual measurement" };
    }
}
