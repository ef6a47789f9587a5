using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Moessbauer;

/// <summary>A site of 57Fe that feels neither a field nor a field gradient: one line below the baseline.</summary>
/// <remarks>
/// y = -A f L(x - d), where L is a Lorentzian of area 1. Add a <see cref="Backgrounds.ConstantBackground"/> as the baseline.
/// x is the Doppler velocity, in mm/s. Parameters: "area" A >= 0, what all sites together take away, in units of y times mm/s;
/// "fraction" f, the share of this site; "width", the full width at half maximum, in mm/s (0.194 by nature); "shift" d, the
/// centre shift (isomer shift), in mm/s. With one site, the fraction is <c>Fixed(1)</c>; sites share an area by
/// <c>site.Repeat(2, shared: ["area"])</c>, and the fraction of the last site is <c>TiedTo("fraction[1]", -1, 1)</c>, or
/// <c>LinkedTo</c> the others.
/// </remarks>
public readonly struct MoessbauerSinglet : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["area", "fraction", "width", "shift"];

    /// <inheritdoc/>
    public static string? Amplitude => "area";

    /// <inheritdoc/>
    public static ParameterRole RoleOf(string parameterName) => AbsorptionLine.RoleOf(parameterName);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => -p[0] * p[1] * AbsorptionLine.At(x - p[3], p[2]);
}
