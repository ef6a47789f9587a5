using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.Linear.Subsets;

/// <summary>How probable a subset of columns is before the data, by its size alone.</summary>
public sealed class SubsetPrior
{
    private readonly Func<int, int, double> logProbability;

    private SubsetPrior(Func<int, int, double> logProbability) => this.logProbability = logProbability;

    /// <summary>Every subset is equally probable: 2^-p.</summary>
    public static SubsetPrior Uniform { get; } = new((_, columns) => -columns * Math.Log(2));

    /// <summary>Every size from 0 to p is equally probable, and within a size every subset.</summary>
    public static SubsetPrior UniformSize { get; } =
        new((size, columns) => -Math.Log(columns + 1) - SpecialFunctions.BinomialLn(columns, size));

    /// <summary>Every column is in with the same probability q, independently: q^k (1-q)^(p-k).</summary>
    /// <param name="probability">q: above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not above 0 and below 1.</exception>
    public static SubsetPrior Inclusion(double probability)
    {
        Require.Positive(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        return new((size, columns) => size * Math.Log(probability) + (columns - size) * Math.Log(1 - probability));
    }

    /// <summary>The log probability of one subset.</summary>
    /// <param name="size">The number k of its columns, from 0 to <paramref name="columns"/>.</param>
    /// <param name="columns">The number p of columns to choose from.</param>
    public double LogProbability(int size, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, columns);
        return logProbability(size, columns);
    }
}
