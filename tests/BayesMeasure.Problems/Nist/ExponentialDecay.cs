using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Problems.Nist;

/// <summary>NIST's background: b1 exp(-b2 x).</summary>
public readonly struct ExponentialDecay : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["level", "rate"];

    public static string? Amplitude => "level";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-(p[1] * x));
}
