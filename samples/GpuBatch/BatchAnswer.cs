using BayesMeasure.Results;

namespace GpuBatch;

/// <summary>What was found.</summary>
/// <param name="Batch">What was asked.</param>
/// <param name="Spectra">The spectra of which all numbers of peaks were sampled, in order.</param>
/// <param name="WallTime">How long sampling took.</param>
public sealed record BatchAnswer(SpectrumBatch Batch, IReadOnlyList<SpectrumAnswer> Spectra, TimeSpan WallTime)
{
    /// <summary>Whether it was cancelled before all spectra were done.</summary>
    public bool IsPartial => Spectra.Count < Batch.Spectra;

    /// <summary>The share of the spectra that select a number of peaks, or that are undecided.</summary>
    /// <param name="model">The position of the number of peaks; null for undecided.</param>
    public SimulatedProbability ShareOf(int? model) => new(Spectra.Count(spectrum => spectrum.Selected == model), Spectra.Count);
}
