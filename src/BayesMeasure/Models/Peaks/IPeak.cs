using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// A component that is a peak about a centre: it can be split, doubled or put on a step, and is measured by
/// <see cref="IComponent.Measure"/>.
/// </summary>
/// <remarks>
/// <para>What the parameters mean is the same for every peak of this namespace:</para>
/// <list type="bullet">
/// <item>"amplitude": the height in units of y, which is the largest value of the peak unless its page says otherwise. Areas are
/// derived: <see cref="IComponent.Measure"/> gives them, and a report their posteriors. "area" takes its place only where the
/// height has no closed form.</item>
/// <item>"width", alone or as the end of a name: a full width at half maximum, in units of x: that of the peak itself, or of the
/// symmetric part that the name says ("gaussianWidth"). The one exception is <see cref="GaussianPrecisionPeak"/>, which keeps the
/// precision of the papers on spectral deconvolution.</item>
/// <item>"center": a position in units of x, the maximum of a symmetric peak.</item>
/// <item>"asymmetry" and "tail": positive for more weight at larger x, negative for more at smaller x. A line with losses has its
/// tail at higher binding energy: on an axis of binding energy the sign is positive, on one of kinetic energy negative.</item>
/// </list>
/// <para>
/// Of the asymmetric shapes in use there are those that differ in kind: <see cref="DoniachSunjicPeak"/> (a power-law tail, the
/// line of a metal), <see cref="ExponentiallyModifiedGaussianPeak"/> (an exponential tail, detectors and chromatography),
/// <see cref="SigmoidalPeak"/> (a width that changes smoothly through the peak, an empirical skew), and
/// <see cref="SplitPeak{TPeak}"/> (two half peaks of different width: of Gaussians the bi-Gaussian, of <see cref="PearsonPeak"/>
/// the split Pearson VII).
/// </para>
/// </remarks>
public interface IPeak : IComponent
{
    /// <summary>The centre of the peak.</summary>
    /// <param name="p">The parameters, in the order of <see cref="IComponent.ParameterNames"/>.</param>
    /// <typeparam name="T">The number to compute with.</typeparam>
    /// <typeparam name="P">The view of the parameters.</typeparam>
    static abstract T Center<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;
}
