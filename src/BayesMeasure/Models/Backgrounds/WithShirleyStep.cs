using System.Runtime.CompilerServices;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// A peak on the background of its own losses, after D. A. Shirley (Phys. Rev. B 5, 4709, 1972): peak(x) + k * integral of the
/// peak over all energies with less loss. The background follows the peak through the fit ("active"), where
/// <see cref="ShirleyBackground"/> is computed from the data beforehand.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: "loss" k, in units of 1/x, and those of the peak. The background rises in the direction of the losses: to larger x
/// for k > 0, which is right for binding energies, and to smaller x for k &lt; 0, for kinetic energies. Its height is |k| times
/// the area of the peak. All peaks of a spectrum usually share one k: <c>peak.Repeat(3, shared: ["loss"])</c>.
/// </para>
/// <para>
/// <c>Doublet&lt;WithShirleyStep&lt;PseudoVoigtPeak&gt;&gt;</c> gives both lines their step; that of the companion is
/// ratio/widthRatio times that of the main line, hence proportional to its area where the widths are equal.
/// </para>
/// </remarks>
/// <typeparam name="TPeak">The peak.</typeparam>
public readonly struct WithShirleyStep<TPeak> : IPeak
    where TPeak : struct, ICumulativePeak
{
    private const int Own = 1;

    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["loss", .. TPeak.ParameterNames];

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
        T share = TPeak.ShareBelow<T, ParametersAfter<T, P>>(x, new(p, Own));
        T step = TPeak.Area<T, ParametersAfter<T, P>>(new(p, Own)) * p[0] * T.Select(p[0], 0.0, share - 1.0, share);
        return TPeak.Evaluate<T, ParametersAfter<T, P>>(x, new(p, Own)) + step;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => TPeak.Center<T, ParametersAfter<T, P>>(new(p, Own));

    /// <summary>The measures of the peak without its background.</summary>
    /// <inheritdoc/>
    public static PeakMeasures? Measure(ReadOnlySpan<double> parameters) => TPeak.Measure(parameters[Own..]);
}
