using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Conformance.Models;

/// <summary>A wave of one of several frequencies: sin((order + 1) x).</summary>
public readonly struct Overtone : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["order"];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => T.Sin((p[0] + 1.0) * x);
}
