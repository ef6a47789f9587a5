using BayesMeasure.Numerics;
using BayesMeasure.Priors;

namespace BayesMeasure.Linear;

/// <summary>Data sets that differ by their Gaussian noise.</summary>
internal sealed class SimulatedData
{
    private readonly IReadOnlyList<double> truth;
    private readonly double sigma;
    private readonly ulong seed;

    public SimulatedData(IReadOnlyList<double> truth, double sigma, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotPositive(sigma);
        this.truth = truth;
        this.sigma = sigma;
        this.seed = seed;
    }

    /// <summary>One data set, which depends on the seed and its number alone.</summary>
    public double[] Draw(int number)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        random.BeginSweep(number);
        return [.. truth.Select(value => value + sigma * random.NextNormal())];
    }
}
