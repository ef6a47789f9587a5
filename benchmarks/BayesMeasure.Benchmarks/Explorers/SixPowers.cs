using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>A polynomial in powers of x, by Horner's rule.</summary>
internal readonly struct SixPowers : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b0", "b1", "b2", "b3", "b4", "b5"];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] + x * (p[1] + x * (p[2] + x * (p[3] + x * (p[4] + x * p[5]))));
}
