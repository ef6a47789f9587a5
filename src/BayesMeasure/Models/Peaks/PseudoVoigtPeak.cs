using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A pseudo-Voigt peak: a (m L + (1 - m) G), where the Lorentzian L and the Gaussian G have height 1 and the same full width.
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the height in units of y; "width" w > 0, the full width at half maximum in units of x, whatever the
/// mixing; "mixing" m, the Lorentzian share of the height, 0 to 1 (its share of the area is larger: m pi/2 against (1 - m)
/// 1.0645); "center" mu, in units of x.
/// </remarks>
public readonly struct PseudoVoigtPeak : ICumulativePeak
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "mixing", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T t = (x - p[3]) / p[1];
        return p[0] * (p[2] * Shape.Lorentzian(t) + (1.0 - p[2]) * Shape.Gaussian(t));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[3];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Area<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] * p[1] * (p[2] * Shape.LorentzianArea + (1.0 - p[2]) * Shape.GaussianArea);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ShareBelow<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T t = (x - p[3]) / p[1];
        T lorentzian = p[2] * Shape.LorentzianArea;
        T gaussian = (1.0 - p[2]) * Shape.GaussianArea;
        return (lorentzian * Shape.LorentzianShare(t) + gaussian * Shape.GaussianShare(t)) / (lorentzian + gaussian);
    }

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        double area = parameters[2] * Shape.LorentzianArea + (1 - parameters[2]) * Shape.GaussianArea;
        return new(parameters[0] * parameters[1] * area, parameters[0], parameters[1], parameters[3]);
    }
}
