using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Edges;

/// <summary>
/// An edge that a Gaussian resolution broadens: (a/2) (1 + erf(2 sqrt(ln 2) (x - x0) / w)), the integral of a Gaussian.
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the height of the step in units of y, below 0 for a step down; "width" w > 0, the full width at
/// half maximum of the Gaussian that is its derivative, in units of x (from 12 % to 88 % of the step); "center" x0, the position
/// of half the height in units of x.
/// </remarks>
public readonly struct ErfEdge : IComponent
{
    private const double GaussianScale = 1.6651092223153956;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        0.5 * p[0] * (1.0 + T.Erf(GaussianScale * (x - p[2]) / p[1]));
}
