using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>
/// Five Gaussian peaks, one of them a shoulder of 5 % of the highest, 301 points from 0 to 10, in noise of one over the ratio of
/// signal to noise: the first normals of NumPy's generator of seed 0. Gaussian lines on a constant background, the level of the
/// noise sampled, under <see cref="WeakPriors"/>.
/// </summary>
public static class FiveGaussians
{
    private const int Points = 301;

    /// <summary>Amplitude, full width at half maximum, and center, of each.</summary>
    private static readonly double[] Truth = [0.6, 0.7, 2, 1, 0.8, 4, 0.05, 0.6, 5, 0.45, 1, 6.2, 0.8, 0.6, 7.6];

    /// <summary>The posterior with K lines at a ratio of signal to noise.</summary>
    public static Posterior At(double signalToNoise, int lines)
    {
        WeakPriors priors = new(Spectrum(signalToNoise));
        return priors.OnConstant(ForwardModel.Of<GaussianPeak>(), priors.Line, lines);
    }

    private static Measurement Spectrum(double signalToNoise)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => i / 30.0)];
        double[] clean = ForwardModel.Of<GaussianPeak>().Repeat(5).Evaluate(x, Truth);
        return new(x, clean.Zip(LegacyNormals.Take(0, Points), (value, normal) => value + normal / signalToNoise))
        {
            Name = "five Gaussians",
        };
    }
}
