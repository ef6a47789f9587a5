using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Moessbauer;

/// <summary>
/// A site of 57Fe in a magnetic hyperfine field: six lines of areas 3 : r : 1 : 1 : r : 3, moved by the electric field gradient
/// to first order.
/// </summary>
/// <remarks>
/// Lines 1 and 6 are at d -+ 0.1609 B + e, lines 2 and 5 at d -+ 0.0932 B - e, lines 3 and 4 at d -+ 0.0255 B - e (mm/s, B in T):
/// at the 33.0 T of iron, +-5.31, +-3.08 and +-0.84 mm/s.
/// Parameters: "area", "fraction", "width" and "shift" d as in <see cref="MoessbauerSinglet"/>; "field" B, in T; "quadrupole" e,
/// in mm/s: (eQVzz/4) (3 cos^2 a - 1 + eta sin^2 a cos 2b)/2 where the field has the polar angles a and b in the axes of the
/// gradient, much below 0.03 B; "ratio" r, from 0 to 4: 2 in a powder (<c>["ratio"] = Fixed(2)</c>),
/// 4 sin^2 t/(1 + cos^2 t) where the field is at an angle t to the beam.
/// </remarks>
public readonly struct MoessbauerSextet : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } =
        ["area", "fraction", "width", "shift", "field", "quadrupole", "ratio"];

    /// <inheritdoc/>
    public static string? Amplitude => "area";

    /// <inheritdoc/>
    public static ParameterRole RoleOf(string parameterName) => AbsorptionLine.RoleOf(parameterName);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T outside = x - p[3] - p[5];
        T inside = x - p[3] + p[5];
        T width = p[2];
        T lines = 3.0 * Pair(outside, Iron.Outer * p[4], width)
            + p[6] * Pair(inside, Iron.Middle * p[4], width)
            + Pair(inside, Iron.Inner * p[4], width);
        return -p[0] * p[1] * lines / (8.0 + 2.0 * p[6]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Pair<T>(T distance, T half, T width)
        where T : unmanaged, IReal<T> => AbsorptionLine.At(distance - half, width) + AbsorptionLine.At(distance + half, width);
}
