using BayesMeasure.Summaries;

namespace GpuBatch;

/// <summary>What was found.</summary>
/// <param name="Batch">What was asked.</param>
/// <param name="Spectra">The spectra of which all numbers of peaks were sampled, in order.</param>
/// <param name="WallTime">How long sampling took.</param>
public sealed record BatchAnswer(SpectrumBatch Batch, IReadOnlyList<SpectrumAnswer> Spectra, TimeSpan WallTime)
{
    /// <summary>Whether it was cancelled before all spectra were done.</summary>
    public bool IsPartial => Spectra.Count < Batch.Spectra.Count;

    /// <summary>The share of the spectra that select a number of peaks.</summary>
    /// <param name="model">The position of the number of peaks.</param>
    public SimulatedProbability Selected(int model) => ShareOf(spectrum => spectrum.Best == model && spectrum.IsDecided);

    /// <summary>The share of the spectra of which a number of peaks is the best, but not by enough to be selected.</summary>
    /// <param name="model">The position of the number of peaks.</param>
    public SimulatedProbability Undecided(int model) => ShareOf(spectrum => spectrum.Best == model && !spectrum.IsDecided);

    private SimulatedProbability ShareOf(Func<SpectrumAnswer, bool> isCounted) => new(Spectra.Count(isCounted), Spectra.Count);
}
