using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// A decay as a stretched exponential, A exp(-(W t)^beta) (Kohlrausch): one component of a relaxation curve. With the stretching
/// exponent fixed at 1 it is a plain exponential.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: "amplitude" A, the value at t = 0 in units of y; "rate" W >= 0, in units of 1/x; "stretching" beta >= 0, the
/// exponent, without unit: 1 is a plain exponential, a smaller one a distribution of rates. The abscissa is the time since the
/// beginning, t >= 0; before it the value is NaN. At t = 0, and for a rate of 0, the decay is A, whatever the exponent.
/// </para>
/// <para>
/// A rate is known by its order of magnitude: its prior is <see cref="Priors.Prior.LogUniform"/>, under which it is also
/// explored in ln W. log10 W ~ U(-2, 4) is LogUniform(1e-2, 1e4), with the same evidence.
/// </para>
/// </remarks>
public readonly struct StretchedDecay : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "rate", "stretching"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-Stretched.Power(p[1] * x, p[2]));
}
