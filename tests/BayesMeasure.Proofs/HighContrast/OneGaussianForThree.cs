using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// One Gaussian fitted to a spectrum of three: 301 points, three unknowns, noise of 0.1 that is known. A narrow peak that
/// explains the highest one and a broad one that explains all three are two modes with nothing in between. Amplitude ~ U(0, 3),
/// width ~ LogU(0.01, 1.5), center ~ U(0, 3).
/// </summary>
internal static class OneGaussianForThree
{
    private const double Sigma = 0.1;
    private const int Points = 301;
    private const double LargestAmplitude = 3;
    private const double SmallestWidth = 0.01;
    private const double LargestWidth = 1.5;
    private const double Length = 3;

    /// <summary>Amplitude, full width at half maximum, and center, of each.</summary>
    private static readonly double[] Truth = [1, 0.2, 1.5, 0.7, 0.25, 0.9, 0.5, 0.25, 2.2];

    private static double[] X { get; } = [.. Enumerable.Range(0, Points).Select(i => i / 100.0)];

    /// <summary>The question about the noise of a seed, log Z by a formula in the amplitude, a rule in the others.</summary>
    public static EvidenceProblem WithNoise(int seed)
    {
        double[] clean = ForwardModel.Of<GaussianPeak>().Repeat(3).Evaluate(X, Truth);
        double[] y = [.. clean.Zip(LegacyNormals.Take(seed, Points), (value, normal) => value + Sigma * normal)];
        var posterior = new Posterior(
            new(X, y) { Name = $"three Gaussians {seed}" },
            ForwardModel.Of<GaussianPeak>(),
            GaussianNoise.Known(Sigma),
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, LargestAmplitude),
                ["width"] = Prior.LogUniform(SmallestWidth, LargestWidth),
                ["center"] = Prior.Uniform(0, Length),
            });
        return new($"noise {seed}", posterior, LogEvidence(y));
    }

    /// <summary>The mean of the evidence of the amplitude over a grid of width and center, even in their prior.</summary>
    private static double LogEvidence(double[] y)
    {
        const int widths = 500;
        const int centers = 1500;
        var amplitude = new UniformAmplitude(y, Sigma, LargestAmplitude);
        double[] logs = [.. ParallelEnumerable.Range(0, widths).AsOrdered().Select(j =>
        {
            double width = SmallestWidth * Math.Pow(LargestWidth / SmallestWidth, (j + 0.5) / widths);
            return Formulas.LogMean([.. Enumerable.Range(0, centers).Select(i =>
                amplitude.LogEvidence(Shape(width, Length * (i + 0.5) / centers)))]);
        })];
        return Formulas.LogMean(logs);
    }

    private static double[] Shape(double width, double center) => ForwardModel.Of<GaussianPeak>().Evaluate(X, [1, width, center]);
}
