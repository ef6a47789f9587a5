using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Backgrounds;

/// <summary>A straight line: offset + slope (x - reference).</summary>
/// <remarks>
/// Parameters: "offset", the level at the reference, in units of y; "slope", in units of y/x; "reference", a position in
/// units of x that a prior fixes (<c>["reference"] = Fixed(middle of the data)</c>). With the reference in the middle of
/// the data, offset and slope are nearly independent in the posterior; with 0 far outside the data they are not.
/// </remarks>
public readonly struct LinearBackground : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["offset", "slope", "reference"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] + p[1] * (x - p[2]);
}
