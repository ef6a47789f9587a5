using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Conformance.Models;

/// <summary>A level that is not a number above a limit: a model that fails in a small part of its prior.</summary>
public readonly struct PlateauBelow : IComponent
{
    /// <summary>From here on it fails.</summary>
    public const double Limit = 0.998;

    public static IReadOnlyList<string> ParameterNames { get; } = ["level"];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] + 0.0 * T.Sqrt(Limit - p[0]);
}
