using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Scattering;

/// <summary>
/// Small-angle scattering of equal spheres: I(q) = S [3 (sin qR - qR cos qR)/(qR)^3]^2. Spheres of several radii are a sum of
/// such components, with a <see cref="Backgrounds.ConstantBackground"/>.
/// </summary>
/// <remarks>
/// x is the modulus q of the scattering vector, in 1/nm (or 1/A). Parameters: "intensity" S >= 0, the intensity at q = 0 in units
/// of y, proportional to the number of spheres times R^6; "radius" R > 0, in nm (or A).
/// </remarks>
public readonly struct SphereScattering : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["intensity", "radius"];

    /// <inheritdoc/>
    public static string? Amplitude => "intensity";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T amplitude = SphereAmplitude.At(x * p[1]);
        return p[0] * amplitude * amplitude;
    }
}
