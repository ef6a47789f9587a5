using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Special;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A Gaussian followed by an exponential tail, the convolution of both: A/(2 tau) exp(-d^2/2) erfcx(u) with d = (x - mu)/sigma,
/// u = (sigma/tau - d)/sqrt(2) and sigma = w/2.3548.
/// </summary>
/// <remarks>
/// Parameters: "area" A, in units of y times x, since the height has no closed form; "width" w > 0, the full width at half
/// maximum of the Gaussian, in units of x; "tail" tau, the decay length of the exponential in units of x, not 0, positive for a
/// tail to larger x and negative for one to smaller x; "center" mu, the centre of the Gaussian in units of x. The mean of the
/// peak is mu + tau.
/// </remarks>
public readonly struct ExponentiallyModifiedGaussianPeak : IPeak
{
    private const double WidthOfUnitDeviation = 2.3548200450309493;
    private const double SqrtHalf = 0.7071067811865476;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["area", "width", "tail", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "area";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T sign = T.Select(p[2], 0.0, -1.0, 1.0);
        T tail = sign * p[2];
        T deviation = p[1] * (1.0 / WidthOfUnitDeviation);
        T distance = sign * (x - p[3]) / deviation;
        T ratio = deviation / tail;
        T u = (ratio - distance) * SqrtHalf;

        // erfc(u) = 2 - erfc(-u): where u < 0 the exponential prevails, and its exponent is negative.
        T scaled = T.Exp(-0.5 * distance * distance) * ScaledErrorFunction.Evaluate(T.Select(u, 0.0, -u, u));
        T beyond = 2.0 * T.Exp(ratio * (0.5 * ratio - distance)) - scaled;
        return 0.5 * p[0] / tail * T.Select(u, 0.0, beyond, scaled);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[3];

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        var search = new PeakSearch<ExponentiallyModifiedGaussianPeak>(parameters);
        double end = parameters[3] + parameters[2];
        (double position, double height) = search.Maximum(Math.Min(parameters[3], end), Math.Max(parameters[3], end));
        double width = search.Width(position, height, parameters[1] + Math.Abs(parameters[2]));
        return new(parameters[0], height, width, position);
    }
}
