using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Special;

namespace BayesMeasure.Noise;

/// <summary>
/// The densities of <see cref="StudentNoise"/>: the misfit of a point is ln(1 + r^2 / (nu s^2)), with the weight w in place of
/// what is known of nu and of the level s; n is the number of points, c a constant, and H the log height of the distribution of
/// scale 1. What is known is no parameter of known value, since that would cost a division more in every lane.
/// </summary>
internal static class StudentDensity
{
    /// <summary>H(nu) = ln Gamma((nu + 1) / 2) - ln Gamma(nu / 2) - (1/2) ln(pi nu).</summary>
    /// <param name="degreesOfFreedom">nu, positive.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogHeight<T>(T degreesOfFreedom)
        where T : unmanaged, IReal<T> =>
        LogGammaRatio.OfHalfStep(0.5 * degreesOfFreedom) - 0.5 * T.Log(Math.PI * degreesOfFreedom);

    /// <summary>Nothing is unknown: w = 1 / (nu s^2), log L = c - h misfit with h = (nu + 1) / 2.</summary>
    internal readonly struct Known : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return T.Log(1.0 + weight * residual * residual);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct =>
            constants[0] - constants[1] * misfit;
    }

    /// <summary>The level s is unknown: w = 1 / nu, log L = c - n ln s - h misfit with h = (nu + 1) / 2.</summary>
    internal readonly struct Level : INoiseDensity
    {
        public static bool MisfitReadsParameters => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return T.Log(1.0 + weight * residual * residual / (noise[0] * noise[0]));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct =>
            constants[0] - constants[1] * T.Log(noise[0]) - constants[2] * misfit;
    }

    /// <summary>The degrees of freedom nu are unknown: w = 1 / s^2, log L = n H(nu) - c - (nu + 1) / 2 misfit.</summary>
    internal readonly struct Tail : INoiseDensity
    {
        public static bool MisfitReadsParameters => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return T.Log(1.0 + weight * residual * residual / noise[0]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct =>
            constants[0] * LogHeight(noise[0]) - constants[1] - 0.5 * (noise[0] + 1.0) * misfit;
    }

    /// <summary>Both are unknown, in this order: log L = n [H(nu) - ln s] - (nu + 1) / 2 misfit.</summary>
    internal readonly struct LevelAndTail : INoiseDensity
    {
        public static bool MisfitReadsParameters => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return T.Log(1.0 + residual * residual / (noise[1] * noise[0] * noise[0]));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct =>
            constants[0] * (LogHeight(noise[1]) - T.Log(noise[0])) - 0.5 * (noise[1] + 1.0) * misfit;
    }
}
