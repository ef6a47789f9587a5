using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Scattering;

/// <summary>
/// Small-angle scattering of spheres whose radii are distributed log-normally: S times the mean of R^6 F(qR)^2 over that of R^6,
/// F(u) = 3 (sin u - u cos u)/u^3.
/// </summary>
/// <remarks>
/// The factor R^6 only moves the logarithm of the radius up by 6 s^2, which is exact; the mean that is left is a sum of 41 points
/// over five standard deviations to each side, within 1e-6 S of the integral while 2 q R s exp(6 s^2) is below 15.
/// Parameters: "intensity" S >= 0, the intensity at q = 0 in units of y; "radius" R > 0, the median over the number of spheres,
/// in nm (or A); "spread" s >= 0, the standard deviation of ln R.
/// </remarks>
public readonly struct LogNormalSphereScattering : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["intensity", "radius", "spread"];

    /// <inheritdoc/>
    public static string? Amplitude => "intensity";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        const int Half = 20;
        const double Step = 0.25;

        // The weights are a normal density: each follows from the one before, without an exponential, which a GPU lacks for
        // constants.
        const double FirstWeight = 3.716798786835744e-07;
        const double FirstQuotient = 3.382956394092469;
        const double QuotientOfQuotients = 0.9394130628134758;
        double weight = FirstWeight;
        double quotient = FirstQuotient;
        T ratio = T.Exp(Step * p[2]);
        T u = x * p[1] * T.Exp((6.0 * p[2] - Half * Step) * p[2]);
        T sum = 0.0;
        for (int i = -Half; i <= Half; i++)
        {
            T amplitude = SphereAmplitude.At(u);
            sum += weight * amplitude * amplitude;
            weight *= quotient;
            quotient *= QuotientOfQuotients;
            u *= ratio;
        }

        return p[0] * sum;
    }
}
