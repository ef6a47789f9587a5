using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;

namespace GpuBatch;

/// <summary>What is asked: spectra of NSO-3 that differ in their noise, each with several numbers of peaks.</summary>
/// <param name="spectra">The number of spectra.</param>
/// <param name="peaks">The numbers of peaks.</param>
/// <param name="cancellation">Ends the making of the spectra early.</param>
public sealed class SpectrumBatch(int spectra, ComponentRange peaks, CancellationToken cancellation = default)
{
    /// <summary>The spectra. The seeds of their noise are 0, 1, 2, ...; 0 is the benchmark itself.</summary>
    public IReadOnlyList<Measurement> Spectra { get; } =
    [
        .. Enumerable.Range(0, spectra).AsParallel().AsOrdered().WithCancellation(cancellation).Select(
            seed => Nso3.CreateData(seed)),
    ];

    /// <summary>The numbers of peaks.</summary>
    public IReadOnlyList<int> Peaks { get; } = [.. Enumerable.Range(peaks.Fewest, peaks.Most - peaks.Fewest + 1)];

    /// <summary>The models that each spectrum is to choose from.</summary>
    public ModelFamily Family { get; } = ModelFamily.Of<GaussianPrecisionPeak>(
        peaks.Fewest, peaks.Most, Nso3.Peak, GaussianNoise.Known(Nso3.Sigma));

    /// <summary>The number of posteriors.</summary>
    public int Posteriors => Spectra.Count * Peaks.Count;
}
