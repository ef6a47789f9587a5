using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Conformance.Models;

/// <summary>A wave that an indicator switches on: height present sin(x).</summary>
public readonly struct SwitchedWave : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["height", "present"];

    public static string? Amplitude => "height";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * (p[1] * T.Sin(x));
}
