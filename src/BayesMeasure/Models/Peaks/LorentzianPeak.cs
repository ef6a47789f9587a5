using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>A Lorentzian peak: a / (1 + ((x - mu) / w)^2), where w is the half width at half maximum.</summary>
/// <remarks>
/// Parameters: "amplitude" a, the height in units of y; "width" w > 0, the half width at half maximum in units of x;
/// "center" mu, in units of x.
/// </remarks>
public readonly struct LorentzianPeak : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T distance = (x - p[2]) / p[1];
        return p[0] / (1.0 + distance * distance);
    }
}
