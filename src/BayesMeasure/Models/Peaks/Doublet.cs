using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A peak with a companion of the same shape, such as the spin-orbit pair of a core level or K-alpha 1 and 2: one component, so
/// that a family of models counts doublets, not lines.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: "splitting", the position of the companion less that of the main line, in units of x and of either sign; "ratio",
/// the area of the companion over that of the main line; "widthRatio" > 0, its width over that of the main line; and those of the
/// peak, which are the main line's. What is known is fixed by the prior:
/// <c>["splitting"] = Fixed(13.1), ["ratio"] = Fixed(0.5), ["widthRatio"] = Fixed(1)</c>. With equal widths the ratio is also
/// that of the heights; in general the companion is ratio/widthRatio times as high.
/// </para>
/// <para>
/// The companion is the main line, moved by the splitting, stretched about its centre by the width ratio, and scaled.
/// <see cref="Measure"/> measures the main line, and both together give the total area.
/// </para>
/// </remarks>
/// <typeparam name="TPeak">The peak.</typeparam>
public readonly struct Doublet<TPeak> : IPeak
    where TPeak : struct, IPeak
{
    private const int Own = 3;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["splitting", "ratio", "widthRatio", .. TPeak.ParameterNames];

    /// <inheritdoc/>
    public static string? Amplitude => TPeak.Amplitude;

    /// <inheritdoc/>
    public static ParameterRole RoleOf(string parameterName) => TPeak.RoleOf(parameterName);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T center = Center<T, P>(p);
        T companion = center + (x - center - p[0]) / p[2];
        return TPeak.Evaluate<T, ParametersAfter<T, P>>(x, new(p, Own))
            + p[1] / p[2] * TPeak.Evaluate<T, ParametersAfter<T, P>>(companion, new(p, Own));
    }

    /// <summary>The centre of the main line.</summary>
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => TPeak.Center<T, ParametersAfter<T, P>>(new(p, Own));

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters) => TPeak.Measure(parameters[Own..]) is { } main
        ? main with { TotalArea = main.TotalArea * (1 + parameters[1]) }
        : null;
}
