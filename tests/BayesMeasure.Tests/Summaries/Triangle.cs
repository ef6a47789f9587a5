using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Summaries;

/// <summary>A peak of one's own: max(0, height (1 - |x|)), which has the area of its height.</summary>
internal readonly struct Triangle : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height"];

    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters) => new(parameters[0], parameters[0], 1, 0);

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Max(0.0, 1.0 - T.Abs(x));
}
