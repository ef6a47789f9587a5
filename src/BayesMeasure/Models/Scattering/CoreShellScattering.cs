using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Scattering;

/// <summary>
/// Small-angle scattering of equal spheres with a shell: I(q) = n [(c - s) V F(q R) + s W F(q (R + t))]^2 with the volumes
/// V = 4 pi R^3/3 and W = 4 pi (R + t)^3/3 and F(u) = 3 (sin u - u cos u)/u^3.
/// </summary>
/// <remarks>
/// Parameters: "density" n >= 0, the number of spheres in a volume, with the factor that brings I to the units of y; "radius"
/// R > 0 of the core and "thickness" t >= 0 of the shell, both in nm (or A); "coreContrast" c and "shellContrast" s, the
/// scattering length densities of core and shell less that of the liquid. The curve knows n c^2 and s/c only: a prior fixes one
/// of the three, usually a contrast (<c>["coreContrast"] = Fixed(1)</c>).
/// </remarks>
public readonly struct CoreShellScattering : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } =
        ["density", "radius", "thickness", "coreContrast", "shellContrast"];

    /// <inheritdoc/>
    public static string? Amplitude => "density";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T outer = p[1] + p[2];
        T core = (p[3] - p[4]) * Volume(p[1]) * SphereAmplitude.At(x * p[1]);
        T amplitude = core + p[4] * Volume(outer) * SphereAmplitude.At(x * outer);
        return p[0] * amplitude * amplitude;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Volume<T>(T radius)
        where T : unmanaged, IReal<T> => 4.0 / 3 * Math.PI * radius * radius * radius;
}
