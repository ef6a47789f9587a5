using System.Runtime.CompilerServices;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Problems.Variational;

/// <summary>A Gaussian peak behind a gate: g a exp(-4 ln 2 ((x - mu) / w)^2), which is smooth in g.</summary>
public readonly struct GatedPeak : IComponent
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["gate", "amplitude", "width", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T u = (x - p[3]) / p[2];
        return p[1] * (p[0] * T.Exp(-2.772588722239781 * u * u));
    }
}
