using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>Claims to be proportional to its rate, and is not.</summary>
internal readonly struct WrongAmplitude : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height", "rate"];

    public static string? Amplitude => "rate";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(-p[1] * x);
}
