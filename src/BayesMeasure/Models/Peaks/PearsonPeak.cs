using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using MathNet.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A Pearson VII peak: a (1 + 4 (2^(1/m) - 1) ((x - mu) / w)^2)^-m. It is the Lorentzian for m = 1, and goes over into the
/// Gaussian for large m; below 1 its tails are heavier than those of the Lorentzian.
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the height in units of y; "width" w > 0, the full width at half maximum in units of x; "exponent"
/// m > 0 (the area diverges unless m > 1/2); "center" mu, in units of x.
/// </remarks>
public readonly struct PearsonPeak : IPeak
{
    private const double HalfLn2 = 0.34657359027997264;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "exponent", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T t = 2.0 * (x - p[3]) / p[1];
        return p[0] * T.Exp(-p[2] * T.Log(1.0 + Excess(p[2]) * t * t));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[3];

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        double m = parameters[2];
        double gammas = Math.Exp(SpecialFunctions.GammaLn(m - 0.5) - SpecialFunctions.GammaLn(m));
        double area = m > 0.5 ? 0.5 * Math.Sqrt(Math.PI / Excess<Scalar>(m).Value) * gammas : double.PositiveInfinity;
        return new(parameters[0] * parameters[1] * area, parameters[0], parameters[1], parameters[3]);
    }

    /// <summary>2^(1/m) - 1 without cancellation: e^u - 1 = 2 tanh(u/2) / (1 - tanh(u/2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Excess<T>(T m)
        where T : unmanaged, IReal<T>
    {
        T tanh = T.Tanh(HalfLn2 / m);
        return 2.0 * tanh / (1.0 - tanh);
    }
}
