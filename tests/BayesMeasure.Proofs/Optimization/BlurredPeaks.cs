using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>A Gaussian peak by its full width at half maximum that an instrument of a Gaussian response has blurred.</summary>
internal readonly struct BlurredPeak : IComponent
{
    private const double VarianceOfUnitWidth = 0.18033688011112042;

    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "center", "blur"];

    public static string? Amplitude => "amplitude";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        BlurredPrecisionPeak.Blurred(x - p[2], p[0], VarianceOfUnitWidth * p[1] * p[1], p[3] * p[3]);
}

/// <summary>The same by its precision.</summary>
internal readonly struct BlurredPrecisionPeak : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "precision", "center", "blur"];

    public static string? Amplitude => "amplitude";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => Blurred(x - p[2], p[0], 1.0 / p[1], p[3] * p[3]);

    /// <summary>A Gaussian of a variance, blurred by another.</summary>
    public static T Blurred<T>(T distance, T amplitude, T variance, T blur)
        where T : unmanaged, IReal<T>
    {
        T sum = variance + blur;
        return amplitude * T.Sqrt(variance / sum) * T.Exp(-0.5 * distance * distance / sum);
    }
}
