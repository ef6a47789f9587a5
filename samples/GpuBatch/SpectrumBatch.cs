using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Samples;
using SpectralDeconvolution;

namespace GpuBatch;

/// <summary>What is asked: spectra of NSO-3 that differ in their noise, each with several numbers of peaks.</summary>
public sealed class SpectrumBatch
{
    /// <summary>Makes the spectra, and the questions.</summary>
    /// <param name="spectra">The number of spectra.</param>
    /// <param name="peaks">The numbers of peaks.</param>
    public SpectrumBatch(int spectra, ComponentRange peaks)
    {
        Spectra = spectra;
        Peaks = [.. Enumerable.Range(peaks.Fewest, peaks.Most - peaks.Fewest + 1)];
        Posteriors = [.. Enumerable.Range(0, spectra).SelectMany(PosteriorsOf)];
    }

    /// <summary>The number of spectra. The seeds of their noise are 0, 1, 2, ...; 0 is the benchmark itself.</summary>
    public int Spectra { get; }

    /// <summary>The numbers of peaks.</summary>
    public IReadOnlyList<int> Peaks { get; }

    /// <summary>All posteriors: those of the first spectrum with each number of peaks, then those of the next one.</summary>
    public IReadOnlyList<Posterior> Posteriors { get; }

    /// <summary>The position of a posterior.</summary>
    /// <param name="spectrum">The spectrum, from 0.</param>
    /// <param name="model">The position of the number of peaks in <see cref="Peaks"/>.</param>
    public int IndexOf(int spectrum, int model) => spectrum * Peaks.Count + model;

    private IEnumerable<Posterior> PosteriorsOf(int spectrum)
    {
        var data = Nso3.CreateData(spectrum);
        return Peaks.Select(count => new Posterior(
            data,
            ForwardModel.Of<GaussianPrecisionPeak>().Repeat(count),
            GaussianNoise.Known(Nso3.Sigma),
            Nso3.Peak.Repeat(count)));
    }
}
