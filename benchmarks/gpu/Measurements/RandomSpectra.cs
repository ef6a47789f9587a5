using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>Data sets whose truth is drawn from the prior: one to three peaks at 61 points, in noise of known level.</summary>
internal static class RandomSpectra
{
    private const int MostPeaks = 3;

    private static readonly GaussianNoise Noise = GaussianNoise.Known(0.2);
    private static readonly Measurement Design = new([.. Enumerable.Range(0, 61).Select(i => 0.05 * i)], new double[61]);

    private static readonly Prior Peak = new()
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["precision"] = Prior.Gamma(5, 0.1),
        ["center"] = Prior.Normal(1.5, 0.5),
    };

    /// <summary>The posterior of one of them.</summary>
    public static Posterior Create(int number)
    {
        int peaks = 1 + number % MostPeaks;
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(peaks);
        Prior prior = Peak.Repeat(peaks);
        var random = new RandomStream((ulong)number, chain: 0, replica: 0);
        IReadOnlyList<Parameter> parameters = new Posterior(Design, model, Noise, prior).Parameters;
        double[] truth = [.. parameters.Select(parameter => parameter.Prior.Draw(random))];
        return new(Noise.Simulate(Design, model.Evaluate(Design.X.AsSpan(), truth), [], random), model, Noise, prior);
    }
}
