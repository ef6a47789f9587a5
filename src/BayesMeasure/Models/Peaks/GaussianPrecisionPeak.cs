using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A Gaussian peak by its precision: a exp(-b (x - mu)^2 / 2) (Nagata, Sugita, Okada 2012, the basis function of spectral
/// deconvolution), for comparison with the papers that have it. The standard deviation of the peak is 1/sqrt(b), its full width
/// at half maximum 2.3548/sqrt(b).
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the height in units of y; "precision" b > 0, in units of 1/x^2; "center" mu, in units of x.
/// <see cref="GaussianPeak"/> is the same peak by its full width.
/// </remarks>
public readonly struct GaussianPrecisionPeak : ICumulativePeak
{
    private const double SqrtTwoPi = 2.5066282746310002;
    private const double WidthOfUnitDeviation = 2.3548200450309493;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "precision", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T distance = x - p[2];
        return p[0] * T.Exp(-0.5 * p[1] * distance * distance);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[2];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Area<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * SqrtTwoPi / T.Sqrt(p[1]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ShareBelow<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => 0.5 + 0.5 * T.Erf((x - p[2]) * T.Sqrt(0.5 * p[1]));

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        double deviation = 1 / Math.Sqrt(parameters[1]);
        return new(parameters[0] * deviation * SqrtTwoPi, parameters[0], deviation * WidthOfUnitDeviation, parameters[2]);
    }
}
