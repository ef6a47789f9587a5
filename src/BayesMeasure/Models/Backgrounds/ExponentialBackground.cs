using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Backgrounds;

/// <summary>An exponential: a exp(-r (x - reference)), such as a fluorescence background or the tail of a strong line.</summary>
/// <remarks>
/// Parameters: "level" a, the level at the reference, in units of y; "rate" r, in units of 1/x, positive for a decay to larger x;
/// "reference", a position in units of x that a prior fixes, best in the middle of the data, as for
/// <see cref="LinearBackground"/>.
/// </remarks>
public readonly struct ExponentialBackground : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["level", "rate", "reference"];

    /// <inheritdoc/>
    public static string? Amplitude => "level";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-p[1] * (x - p[2]));
}
