using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A symmetric peak made of two halves of different width: the half at smaller x is 1 - s times as wide as that of the symmetric
/// peak, the one at larger x 1 + s times. Height, full width at half maximum and area are those of the symmetric peak.
/// </summary>
/// <remarks>
/// Parameters: "asymmetry" s, above -1 and below 1, and those of the peak. <c>SplitPeak&lt;GaussianPeak&gt;</c> is the
/// bi-Gaussian, <c>SplitPeak&lt;PearsonPeak&gt;</c> the split Pearson VII of powder diffraction. The second derivative jumps at
/// the centre.
/// </remarks>
/// <typeparam name="TPeak">The peak, symmetric about its centre.</typeparam>
public readonly struct SplitPeak<TPeak> : IPeak
    where TPeak : struct, IPeak
{
    private const int Own = 1;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["asymmetry", .. TPeak.ParameterNames];

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
        T distance = x - center;
        T stretched = distance / (1.0 + T.Select(distance, 0.0, -p[0], p[0]));
        return TPeak.Evaluate<T, ParametersAfter<T, P>>(center + stretched, new(p, Own));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => TPeak.Center<T, ParametersAfter<T, P>>(new(p, Own));

    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters) => TPeak.Measure(parameters[Own..]);
}
