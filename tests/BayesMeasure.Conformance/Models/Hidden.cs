using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Conformance.Models;

/// <summary>A component that its parameters do not change: 0 (first + second).</summary>
public readonly struct Hidden : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["first", "second"];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => 0.0 * (p[0] + p[1]) * x;
}
