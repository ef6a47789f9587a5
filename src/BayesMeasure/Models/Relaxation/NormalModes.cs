using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>The normal modes of relaxing levels at one time, each stretched in the same way.</summary>
/// <typeparam name="T">The number to compute with.</typeparam>
public readonly struct NormalModes<T>
    where T : unmanaged, IReal<T>
{
    private readonly T slowest;
    private readonly T stretching;

    /// <summary>The modes at one time.</summary>
    /// <param name="time">The time in units of that of the slowest mode, W t.</param>
    /// <param name="stretching">The exponent beta.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NormalModes(T time, T stretching)
    {
        slowest = Stretched.Power(time, stretching);
        this.stretching = stretching;
    }

    /// <summary>The mode that decays so many times as fast as the slowest: exp(-(lambda W t)^beta).</summary>
    /// <param name="speed">The factor lambda, above 0.</param>
    // lambda^beta (W t)^beta: one power for all modes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Decay(double speed) => T.Exp(-slowest * T.Exp(Math.Log(speed) * stretching));
}
