using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Edges;

/// <summary>
/// An edge that a core hole's lifetime broadens: a (1/2 + arctan((x - x0) / (w/2)) / pi), the integral of a Lorentzian; the step
/// of X-ray absorption.
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the height of the step in units of y, below 0 for a step down; "width" w > 0, the full width at
/// half maximum of the Lorentzian that is its derivative, in units of x (from a quarter to three quarters of the step); "center"
/// x0, the position of half the height in units of x.
/// </remarks>
public readonly struct ArctanEdge : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] * (0.5 + T.Atan(2.0 * (x - p[2]) / p[1]) * (1.0 / Math.PI));
}
