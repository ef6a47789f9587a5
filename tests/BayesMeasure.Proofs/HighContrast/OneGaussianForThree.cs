using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// One Gaussian fitted to a spectrum of three: 301 points, three unknowns, noise of 0.03 that is known. A narrow peak that
/// explains the highest one and a broad one that explains all three are two modes with nothing in between. Amplitude ~ U(0, 3),
/// width ~ LogU(0.01, 1.5), center ~ U(0, 3).
/// </summary>
internal static class OneGaussianForThree
{
    private const double Sigma = 0.03;
    private const int Points = 301;
    private const double Step = 0.01;
    private const double LargestAmplitude = 3;
    private const double SmallestWidth = 0.01;
    private const double LargestWidth = 1.5;
    private const double Length = 3;

    /// <summary>Amplitude, full width at half maximum, and center, of each.</summary>
    private static readonly double[] Truth = [1, 0.2, 1.5, 0.7, 0.25, 0.9, 0.53, 0.25, 2.2];

    private static double[] X { get; } = [.. Enumerable.Range(0, Points).Select(i => Step * i)];

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

    /// <summary>
    /// The mean of the evidence of the amplitude over a grid, even in the prior: of widths in steps of .6 %, of centers in steps
    /// of a two-hundredth of the width. The posterior's standard deviations are .8 % and a three-hundredth of the width, and of a
    /// Gaussian a sum in steps of 1.5 deviations is right to 10^-4.
    /// </summary>
    private static double LogEvidence(double[] y)
    {
        const int widths = 800;
        const double centersOfWidth = 200;
        var amplitude = new UniformAmplitude(y, Sigma, LargestAmplitude);
        return Formulas.LogMean([.. Enumerable.Range(0, widths).Select(j =>
        {
            double width = SmallestWidth * Math.Pow(LargestWidth / SmallestWidth, (j + 0.5) / widths);
            int centers = (int)Math.Ceiling(centersOfWidth * Length / width);
            return Formulas.LogMean([.. Enumerable.Range(0, centers).Select(i =>
                LogEvidence(amplitude, y, width, Length * (i + 0.5) / centers))]);
        })]);
    }

    /// <summary>Of a width and a center, from the points within three widths: beyond a peak is a part in 10^10.</summary>
    private static double LogEvidence(UniformAmplitude amplitude, double[] y, double width, double center)
    {
        const double reach = 3;
        int first = Math.Max(0, (int)Math.Ceiling((center - reach * width) / Step));
        int last = Math.Min(Points - 1, (int)((center + reach * width) / Step));
        double score = 0;
        double norm = 0;
        for (int i = first; i <= last; i++)
        {
            double u = (X[i] - center) / width;
            double shape = Math.Exp(-4 * Constants.Ln2 * u * u);
            score += shape * y[i];
            norm += shape * shape;
        }

        return amplitude.LogEvidence(score, norm);
    }
}
