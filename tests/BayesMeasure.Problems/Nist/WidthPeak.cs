using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Problems.Nist;

/// <summary>NIST's Gaussian: b3 exp(-(x - b4)^2 / b5^2). The width is sqrt(2) times the standard deviation.</summary>
public readonly struct WidthPeak : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height", "center", "width"];

    public static string? Amplitude => "height";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T distance = (x - p[1]) / p[2];
        return p[0] * T.Exp(-(distance * distance));
    }
}
