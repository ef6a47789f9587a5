using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Moessbauer;

/// <summary>
/// A site of 57Fe in an electric field gradient: two equal lines that are (eQVzz/2) sqrt(1 + eta^2/3) apart.
/// </summary>
/// <remarks>
/// Parameters: "area", "fraction", "width" and "shift" as in <see cref="MoessbauerSinglet"/>; "coupling" eQVzz/2, in mm/s;
/// "asymmetry" eta, from 0 to 1. A powder without a magnetic field shows neither the sign of the coupling nor the asymmetry by
/// itself: a prior fixes the asymmetry (<c>["asymmetry"] = Fixed(0)</c>), and the coupling is then the splitting.
/// </remarks>
public readonly struct MoessbauerDoublet : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["area", "fraction", "width", "shift", "coupling", "asymmetry"];

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
        T distance = x - p[3];
        T half = 0.5 * p[4] * T.Sqrt(1.0 + 1.0 / 3 * p[5] * p[5]);
        return -0.5 * p[0] * p[1] * (AbsorptionLine.At(distance - half, p[2]) + AbsorptionLine.At(distance + half, p[2]));
    }
}
