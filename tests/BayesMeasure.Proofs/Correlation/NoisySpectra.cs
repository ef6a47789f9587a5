using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Correlation;

/// <summary>Two peaks on a constant in noise that is not white, or whose sigmas are too small.</summary>
internal static class NoisySpectra
{
    /// <summary>The number of peaks.</summary>
    public const int Peaks = 2;

    private static readonly double[] X = [.. Enumerable.Range(0, 201).Select(i => 0.5 * i)];

    private static readonly double[] Truth = [20, 9, 30, 12, 12, 62, 5];

    private static ForwardModel Constant => ForwardModel.Of<ConstantBackground>();

    /// <summary>A spectrum whose noise is simulated.</summary>
    /// <param name="noise">The noise.</param>
    /// <param name="parameters">The parameters of the noise.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="sigma">The sigma that the measurement says; null where it says none.</param>
    public static Measurement Simulate(NoiseModel noise, double[] parameters, int seed, double? sigma = null)
    {
        double[] curve = (ForwardModel.Of<GaussianPeak>().Repeat(Peaks) + Constant).Evaluate(X, Truth);
        Measurement design = new(X, new double[X.Length], sigma is double known ? X.Select(_ => known) : null);
        return noise.Simulate(design, curve, parameters, new RandomStream((ulong)seed, chain: 3, replica: 0));
    }

    /// <summary>The question how many peaks there are.</summary>
    /// <param name="noise">The noise.</param>
    /// <param name="noisePrior">The prior of its parameters.</param>
    /// <param name="most">The most peaks that are tried.</param>
    public static ModelFamily Ask(NoiseModel noise, Prior noisePrior, int most)
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 60),
            ["width"] = Prior.LogUniform(0.5, 50),
            ["center"] = Prior.Uniform(0, 100),
        };
        return ModelFamily.Of<GaussianPeak>(
            1, most, peak, noise, Constant, new Prior { ["offset"] = Prior.Uniform(-20, 50) } + noisePrior);
    }
}
