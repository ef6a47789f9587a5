using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>A Gaussian peak by its full width at half maximum: a exp(-4 ln 2 ((x - mu) / w)^2). Its area is 1.0645 a w.</summary>
/// <remarks>
/// Parameters: "amplitude" a, the height in units of y; "width" w > 0, the full width at half maximum in units of x; "center" mu,
/// in units of x.
/// </remarks>
public readonly struct GaussianPeak : ICumulativePeak
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * Shape.Gaussian((x - p[2]) / p[1]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[2];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Area<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * p[1] * Shape.GaussianArea;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ShareBelow<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => Shape.GaussianShare((x - p[2]) / p[1]);

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters) => new(
        parameters[0] * parameters[1] * Shape.GaussianArea, parameters[0], parameters[1], parameters[2]);
}
