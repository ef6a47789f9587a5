using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>Data that a model makes at known parameters.</summary>
internal static class Simulated
{
    /// <summary>A curve with Gaussian noise of one standard deviation.</summary>
    public static Measurement WithNoise(ForwardModel model, double[] x, double[] truth, double sigma, ulong seed)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        return new(x, [.. model.Evaluate(x, truth).Select(value => value + sigma * random.NextNormal())]);
    }

    /// <summary>Poisson counts of the expectation that the curve is; each is the arrivals in a time of that length.</summary>
    public static Measurement Counts(ForwardModel model, double[] x, double[] truth, ulong seed)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        return new(x, [.. model.Evaluate(x, truth).Select(Count)]);

        double Count(double expected)
        {
            int count = 0;
            for (double time = random.NextExponential(); time < expected; time += random.NextExponential())
            {
                count++;
            }
            return count;
        }
    }

    /// <summary>Evenly spaced abscissae.</summary>
    public static double[] Grid(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1))];
}
