using BayesMeasure.CommandLine.Decays;
using BayesMeasure.Measurements;
using BayesMeasure.Priors;

namespace BayesMeasure.Tool.Fitting;

/// <summary>The scales of the data, as rules of priors take them: deliberately weak, since they know nothing else.</summary>
/// <param name="Data">The measured curve.</param>
internal sealed record TermScales(Measurement Data)
{
    private const double Decades = 1000;
    private const double SmallestRadius = 0.5;
    private const double LargestRadius = 10;

    /// <summary>The rule of the peaks.</summary>
    public CommandLine.Peaks.WeakPrior Peaks { get; } = new(Data);

    /// <summary>The rule of decays and recoveries.</summary>
    public WeakPrior Decays { get; } = new(Data);

    /// <summary>A scale of y within three decades of its range, each factor of ten equally likely.</summary>
    public Distribution Intensity =>
        Prior.LogUniform(Data.YRange.Length / Decades, Data.YRange.Length * Decades);

    /// <summary>A length that a curve over q tells: its features lie at about 1/q.</summary>
    public Distribution Radius => Prior.LogUniform(
        SmallestRadius / Data.XRange.Maximum, LargestRadius / Data.X.Where(q => q > 0).DefaultIfEmpty(Data.XRange.Maximum).Min());
}
