using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>A component with two faults, one of them in a function that it calls.</summary>
internal readonly struct UnfitPeak : IComponent
{
    private static readonly double[] Widths = [1, 2];

    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "center"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * Shape(x - p[1], Widths[0]);

    private static T Shape<T>(T distance, double width)
        where T : unmanaged, IReal<T> => Math.Exp(-width) * distance;
}
