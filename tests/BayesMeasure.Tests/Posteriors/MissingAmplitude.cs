using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>Names an amplitude that is not among its parameters.</summary>
internal readonly struct MissingAmplitude : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height", "rate"];

    public static string? Amplitude => "amplitude";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-p[1] * x);
}
