using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Special;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A Voigt peak, the convolution of a Gaussian and a Lorentzian: a K(t, y) / K(0, y) with the <see cref="VoigtFunction"/> K,
/// t = 2 sqrt(ln 2) (x - mu) / g and y = sqrt(ln 2) l / g.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: "amplitude" a, the height in units of y; "gaussianWidth" g >= 0 and "lorentzianWidth" l >= 0, the full widths at
/// half maximum of the two parts in units of x, not both 0; "center" mu, in units of x. One of the widths may be fixed, such as
/// the Gaussian one of a known resolution.
/// </para>
/// <para>
/// A Gaussian width below 1e-8 of the Lorentzian one is taken to be that: the difference is below 1e-16, and a width of 0 gives
/// the Lorentzian.
/// </para>
/// </remarks>
public readonly struct VoigtPeak : IPeak
{
    private const double NarrowestGaussian = 1e-8;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "gaussianWidth", "lorentzianWidth", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T scale = Shape.GaussianScale / T.Max(p[1], NarrowestGaussian * p[2]);
        T y = 0.5 * scale * p[2];
        return p[0] * VoigtFunction.Evaluate(scale * (x - p[3]), y) / ScaledErrorFunction.Evaluate(y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[3];

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        double gaussian = Math.Max(parameters[1], NarrowestGaussian * parameters[2]);
        double y = 0.5 * Shape.GaussianScale * parameters[2] / gaussian;
        double peak = ScaledErrorFunction.Evaluate<Scalar>(y).Value;
        double area = parameters[0] * gaussian * Shape.GaussianArea / peak;
        var search = new PeakSearch<VoigtPeak>(parameters);
        double start = 0.5 * parameters[2] + gaussian;
        return new(area, parameters[0], search.Width(parameters[3], parameters[0], start), parameters[3]);
    }
}
