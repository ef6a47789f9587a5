using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Scattering;

/// <summary>The amplitude that a homogeneous sphere scatters (Rayleigh 1911): F(u) = 3 (sin u - u cos u)/u^3, u = q R.</summary>
internal static class SphereAmplitude
{
    /// <summary>Below, eight terms of the power series are exact to rounding; above, the formula nearly is.</summary>
    private const double LargestSeriesArgument = 1.0;

    /// <summary>F(u); 1 at u = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(T u)
        where T : unmanaged, IReal<T>
    {
        T square = u * u;
        T series = 1.0 - square * (1.0 / 10) * (1.0 - square * (1.0 / 28) * (1.0 - square * (1.0 / 54)
            * (1.0 - square * (1.0 / 88) * (1.0 - square * (1.0 / 130) * (1.0 - square * (1.0 / 180)
            * (1.0 - square * (1.0 / 238)))))));

        // The formula divides by zero at u = 0, where it is not taken: even there it must be a number, for derivatives.
        T large = T.Select(T.Abs(u), LargestSeriesArgument, 1.0, u);
        T formula = 3.0 * (T.Sin(large) - large * T.Cos(large)) / (large * large * large);
        return T.Select(T.Abs(u), LargestSeriesArgument, series, formula);
    }
}
