using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A pseudo-Voigt peak whose width changes through the peak (A. L. Stancik and E. B. Brauns, Vib. Spectrosc. 47, 66, 2008):
/// w(x) = 2 w / (1 + exp(-s (x - mu))). Smooth everywhere, and the pseudo-Voigt peak for s = 0.
/// </summary>
/// <remarks>
/// Parameters: "amplitude" a, the value at the centre in units of y (the maximum lies beside it and is a little higher); "width"
/// w > 0, the full width at half maximum for s = 0, in units of x; "mixing" m, the Lorentzian share of the value at the centre,
/// 0 to 1; "asymmetry" s in units of 1/x, positive for a tail to larger x (the paper's parameter has the other sign); "center"
/// mu, in units of x. As in the paper both parts keep their factor 1/w(x): a (w/w(x)) (m L + (1 - m) G).
/// </remarks>
public readonly struct SigmoidalPeak : IPeak
{
    /// <summary>Keeps the square of the exponential finite.</summary>
    private const double LargestExponent = 300.0;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "mixing", "asymmetry", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T distance = x - p[4];
        T growth = T.Max(-LargestExponent, T.Min(LargestExponent, -p[3] * distance));
        T narrowing = 0.5 + 0.5 * T.Exp(growth);
        T t = distance / p[1] * narrowing;
        T lorentzian = narrowing / (1.0 + 4.0 * t * t);
        return p[0] * (p[2] * lorentzian + (1.0 - p[2]) * narrowing * Shape.Gaussian(t));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[4];

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        var search = new PeakSearch<SigmoidalPeak>(parameters);
        (double position, double height) = search.Maximum(parameters[4] - parameters[1], parameters[4] + parameters[1]);
        double width = search.Width(position, height, parameters[1]);
        return new(search.Area(parameters[4], parameters[1]), height, width, position);
    }
}
