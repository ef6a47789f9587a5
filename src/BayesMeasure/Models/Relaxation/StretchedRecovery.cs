using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// The recovery of a magnetisation towards its equilibrium, M0 [1 - f exp(-(W t)^beta)]: f = 1 after saturation, f = 2 after a
/// perfect inversion. With the stretching exponent fixed at 1 it is the recovery of a spin 1/2.
/// </summary>
/// <remarks>
/// Parameters: "equilibrium" M0, in units of y; "inversion" f, without unit, fixed where the pulse is trusted; "rate" W =
/// 1/T1 >= 0, in units of 1/x, and "stretching" beta >= 0, as in <see cref="StretchedDecay"/>. The abscissa is the time since the
/// pulse, t >= 0.
/// </remarks>
public readonly struct StretchedRecovery : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["equilibrium", "inversion", "rate", "stretching"];

    /// <inheritdoc/>
    public static string? Amplitude => "equilibrium";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * (1.0 - p[1] * T.Exp(-Stretched.Power(p[2] * x, p[3])));
}
