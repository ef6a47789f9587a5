using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Scattering;

/// <summary>
/// Small-angle scattering of spheres whose radii have the distribution of Schulz and Zimm, in closed form (Aragon and Pecora,
/// J. Chem. Phys. 64, 2395, 1976): S times the mean of R^6 F(qR)^2 over that of R^6, F(u) = 3 (sin u - u cos u)/u^3.
/// </summary>
/// <remarks>
/// The distribution is a gamma distribution of shape k = 1/p^2 and scale R p^2. Parameters: "intensity" S >= 0, the intensity at
/// q = 0 in units of y; "radius" R > 0, the mean over the number of spheres, in nm (or A); "polydispersity" p, the standard
/// deviation of the radius over its mean, from 0.01 to 1 (below, nine digits of the closed form are lost in its differences: use
/// <see cref="SphereScattering"/>).
/// </remarks>
public readonly struct SchulzSphereScattering : IComponent
{
    /// <summary>Where the power series and the closed form change places: q times the scale times (k + 8).</summary>
    private const double LargestSeriesArgument = 0.5;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["intensity", "radius", "polydispersity"];

    /// <inheritdoc/>
    public static string? Amplitude => "intensity";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T variance = p[2] * p[2];
        T shape = 1.0 / variance;
        T scaled = T.Abs(x) * p[1] * variance;
        T argument = scaled * (shape + 8.0);

        // The closed form divides by zero at q = 0, where it is not taken.
        T large = T.Select(argument, LargestSeriesArgument, 1.0, scaled);
        return p[0] * T.Select(argument, LargestSeriesArgument, Series(scaled * scaled, shape), ClosedForm(large, shape));
    }

    /// <summary>
    /// The mean of (sin u - u cos u)^2 = [1 + u^2 - (1 - u^2) cos 2u - 2 u sin 2u]/2 over the distribution of u = q R. The mean
    /// of u^n exp(2iu) is z^n k (k + 1) ... (k + n - 1) (1 - 2iz)^-(k + n), where z is q times the scale.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ClosedForm<T>(T z, T k)
        where T : unmanaged, IReal<T>
    {
        T twice = 2.0 * z;
        T norm = 1.0 + twice * twice;
        T angle = T.Atan(twice);
        T damping = T.Exp(-0.5 * k * LogOfOnePlus(twice * twice, norm));
        T second = z * z * k * (k + 1.0);
        T cosine = T.Cos(k * angle) - second / norm * T.Cos((k + 2.0) * angle);
        T sine = 2.0 * z * k / T.Sqrt(norm) * T.Sin((k + 1.0) * angle);
        T mean = 0.5 * (1.0 + second - damping * (cosine + sine));
        T sixth = second * z * z * (k + 2.0) * (k + 3.0) * z * z * (k + 4.0) * (k + 5.0);
        return 9.0 * mean / sixth;
    }

    /// <summary>
    /// ln(1 + a) given a and the rounded 1 + a (W. Kahan): the rounding errors of the sum cancel in the quotient.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfOnePlus<T>(T a, T sum)
        where T : unmanaged, IReal<T>
    {
        T kept = sum - 1.0;
        return T.Select(kept, 1e-300, a, T.Log(sum) * a / T.Select(kept, 1e-300, 1.0, kept));
    }

    /// <summary>
    /// F(u)^2 = sum over n of (9/2) (-1)^n 4^(n + 2) (2n + 5) (2n + 2)/(2n + 6)! u^(2n), with each power replaced by its mean
    /// over that of u^6: u^(2n) becomes z^(2n) (k + 6) ... (k + 5 + 2n). Each line is the ratio of one term to the one before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T z2, T k)
        where T : unmanaged, IReal<T>
    {
        T sum = 1.0;
        sum = 1.0 - 8.0 / 595 * z2 * (k + 18.0) * (k + 19.0) * sum;
        sum = 1.0 - 7.0 / 405 * z2 * (k + 16.0) * (k + 17.0) * sum;
        sum = 1.0 - 3.0 / 130 * z2 * (k + 14.0) * (k + 15.0) * sum;
        sum = 1.0 - 5.0 / 154 * z2 * (k + 12.0) * (k + 13.0) * sum;
        sum = 1.0 - 4.0 / 81 * z2 * (k + 10.0) * (k + 11.0) * sum;
        sum = 1.0 - 3.0 / 35 * z2 * (k + 8.0) * (k + 9.0) * sum;
        return 1.0 - 1.0 / 5 * z2 * (k + 6.0) * (k + 7.0) * sum;
    }
}
