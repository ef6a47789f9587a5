using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// The line of a core level of a metal (S. Doniach and M. Sunjic, J. Phys. C 3, 285, 1970):
/// cos(pi alpha/2 + (1 - alpha) phi) cos(phi)^(1 - alpha) with tan(phi) = 2 (mu - x)/w, scaled to the height a.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: "amplitude" a, the height of the maximum in units of y; "width" w > 0, the full width at half maximum of the
/// Lorentzian that the line is for alpha = 0, in units of x; "asymmetry" alpha, -1 to 1 and near 0.1 for many metals; "center"
/// mu, the position of the level in units of x. The maximum lies beside it, at mu + (w/2) tan(pi alpha / (2 (2 - alpha))).
/// </para>
/// <para>
/// For alpha > 0 the tail goes to larger x, which is right for binding energies; kinetic energies need alpha &lt; 0, which gives
/// the mirror image. The tail falls as |x|^(alpha - 1), so <em>the area diverges</em> for every alpha but 0, and only heights of
/// such lines can be compared.
/// </para>
/// </remarks>
public readonly struct DoniachSunjicPeak : IPeak
{
    private const double HalfPi = 1.5707963267948966;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "asymmetry", "center"];

    /// <inheritdoc/>
    public static string? Amplitude => "amplitude";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T alpha = T.Select(p[2], 0.0, -p[2], p[2]);
        T distance = 2.0 * (p[3] - x) / p[1];
        T t = T.Select(p[2], 0.0, -distance, distance);
        T angle = HalfPi * alpha + (1.0 - alpha) * T.Atan(t);
        T maximum = T.Exp((2.0 - alpha) * T.Log(T.Cos(HalfPi * alpha / (2.0 - alpha))));
        return p[0] * T.Cos(angle) * T.Exp(-0.5 * (1.0 - alpha) * T.Log(1.0 + t * t)) / maximum;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[3];

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters)
    {
        double alpha = Math.Abs(parameters[2]);
        double shift = 0.5 * parameters[1] * Math.Tan(HalfPi * alpha / (2 - alpha)) * Math.Sign(parameters[2]);
        double position = parameters[3] + shift;
        double area = alpha > 0 ? parameters[0] * double.PositiveInfinity : parameters[0] * parameters[1] * Shape.LorentzianArea;
        double width = new PeakSearch<DoniachSunjicPeak>(parameters).Width(position, parameters[0], parameters[1]);
        return new(area, parameters[0], width, position);
    }
}
