using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>A kind of peak: its shape, and whether it comes with a companion or stands on the step of its own losses.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="IsDoublet">Whether it is a pair of lines.</param>
/// <param name="HasStep">Whether the background rises under it, as <see cref="WithShirleyStep{TPeak}"/> does.</param>
public sealed record PeakKind(PeakShape Shape, bool IsDoublet = false, bool HasStep = false)
{
    /// <summary>The shapes whose area up to any x has a closed form.</summary>
    public static IReadOnlyList<PeakShape> WithSteps { get; } =
        [PeakShape.Gaussian, PeakShape.Lorentzian, PeakShape.PseudoVoigt];

    /// <summary>The kind in words, such as "voigt doublet".</summary>
    public string Name => CommandValues.NameOf(Shape) + (IsDoublet ? " doublet" : "");

    /// <summary>What stands before the names of its parameters where there are several kinds.</summary>
    public string Label => Name.Replace(' ', '-');

    /// <summary>One peak.</summary>
    public ForwardModel Model => Shape switch
    {
        PeakShape.Lorentzian => OnStep<LorentzianPeak>(),
        PeakShape.PseudoVoigt => OnStep<PseudoVoigtPeak>(),
        PeakShape.Voigt => Alone<VoigtPeak>(),
        PeakShape.Pearson => Alone<PearsonPeak>(),
        PeakShape.DoniachSunjic => Alone<DoniachSunjicPeak>(),
        PeakShape.ExponentiallyModified => Alone<ExponentiallyModifiedGaussianPeak>(),
        PeakShape.Sigmoidal => Alone<SigmoidalPeak>(),
        PeakShape.SplitGaussian => Alone<SplitPeak<GaussianPeak>>(),
        PeakShape.SplitLorentzian => Alone<SplitPeak<LorentzianPeak>>(),
        PeakShape.SplitPseudoVoigt => Alone<SplitPeak<PseudoVoigtPeak>>(),
        PeakShape.SplitVoigt => Alone<SplitPeak<VoigtPeak>>(),
        PeakShape.SplitPearson => Alone<SplitPeak<PearsonPeak>>(),
        _ => OnStep<GaussianPrecisionPeak>(),
    };

    private ForwardModel OnStep<TPeak>()
        where TPeak : struct, ICumulativePeak => HasStep ? Alone<WithShirleyStep<TPeak>>() : Alone<TPeak>();

    private ForwardModel Alone<TPeak>()
        where TPeak : struct, IPeak => IsDoublet ? ForwardModel.Of<Doublet<TPeak>>() : ForwardModel.Of<TPeak>();
}
