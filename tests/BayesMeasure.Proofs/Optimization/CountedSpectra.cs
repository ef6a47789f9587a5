using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>Noisy spectra of one to four Gaussian peaks, and how many each has: what a small network learns to count.</summary>
internal sealed class CountedSpectra
{
    /// <summary>The points of a spectrum, evenly from 0 to 1.</summary>
    public const int Points = 48;

    /// <summary>The largest number of peaks.</summary>
    public const int MostPeaks = 4;

    private const double Noise = 0.1;
    private readonly double[] values;
    private readonly int[] peaks;

    /// <param name="count">The number of spectra.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="part">Which of several sets of the seed.</param>
    public CountedSpectra(int count, ulong seed, int part)
    {
        values = new double[count * Points];
        peaks = new int[count];
        var random = new RandomStream(seed, part, 0);
        for (int i = 0; i < count; i++)
        {
            random.BeginSweep(i);
            peaks[i] = 1 + random.NextInteger(MostPeaks);
            Draw(random, peaks[i], values.AsSpan(i * Points, Points));
        }
    }

    /// <summary>The number of spectra.</summary>
    public int Count => peaks.Length;

    /// <summary>One spectrum.</summary>
    public ReadOnlySpan<double> ValuesOf(int spectrum) => values.AsSpan(spectrum * Points, Points);

    /// <summary>How many peaks one spectrum has, from 1 on.</summary>
    public int PeaksOf(int spectrum) => peaks[spectrum];

    private static void Draw(RandomStream random, int count, Span<double> spectrum)
    {
        for (int peak = 0; peak < count; peak++)
        {
            double height = 0.5 + random.NextUniform();
            double center = 0.1 + 0.8 * random.NextUniform();
            double width = 0.03 + 0.03 * random.NextUniform();
            for (int i = 0; i < spectrum.Length; i++)
            {
                double distance = ((double)i / (spectrum.Length - 1) - center) / width;
                spectrum[i] += height * Math.Exp(-0.5 * distance * distance);
            }
        }

        foreach (ref double value in spectrum)
        {
            value += Noise * random.NextNormal();
        }
    }
}
