using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A Gaussian peak in the precision form: a exp(-b (x - mu)^2 / 2) (Nagata, Sugita, Okada 2012, the basis function of
/// spectral deconvolution). The standard deviation of the peak is 1/sqrt(b), its FWHM 2.3548/sqrt(b).
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the height in units of y; "precision" b > 0, in units of 1/x^2; "center" mu, in units of x.
/// </remarks>
public readonly struct GaussianPeak : IComponent
{
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
}
