using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Conformance.Models;

/// <summary>A component that the library does not have: intercept + slope x.</summary>
public readonly struct StraightLine : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["intercept", "slope"];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] + p[1] * x;
}
