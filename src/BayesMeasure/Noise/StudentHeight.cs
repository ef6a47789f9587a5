using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Special;

namespace BayesMeasure.Noise;

/// <summary>The height of Student's t distribution of scale 1 at its centre.</summary>
internal static class StudentHeight
{
    /// <summary>ln Gamma((nu + 1) / 2) - ln Gamma(nu / 2) - (1/2) ln(pi nu).</summary>
    /// <param name="degreesOfFreedom">nu, positive.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T degreesOfFreedom)
        where T : unmanaged, IReal<T> =>
        LogGammaRatio.OfHalfStep(0.5 * degreesOfFreedom) - 0.5 * T.Log(Math.PI * degreesOfFreedom);
}
