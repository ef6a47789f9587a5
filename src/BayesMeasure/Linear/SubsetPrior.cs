using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>A prior over the subsets of columns, which depends on the number of columns alone. It is applied after the search.</summary>
public sealed class SubsetPrior
{
    private readonly Func<int, int, double> logProbability;

    private SubsetPrior(Func<int, int, double> logProbability) => this.logProbability = logProbability;

    /// <summary>All subsets are equally probable.</summary>
    public static SubsetPrior EqualSubsets { get; } = new((_, columns) => -columns * Constants.Ln2);

    /// <summary>All numbers of columns are equally probable, and so are all subsets with as many columns.</summary>
    public static SubsetPrior EqualSizes { get; } =
        new((kept, columns) => -Math.Log(columns + 1) - SpecialFunctions.BinomialLn(columns, kept));

    /// <summary>Every column is in the subset with the same probability, independently of the others.</summary>
    /// <param name="probability">The probability: above 0, below 1.</param>
    public static SubsetPrior Inclusion(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNotPositive(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        return new((kept, columns) => kept * Math.Log(probability) + (columns - kept) * Math.Log(1 - probability));
    }

    /// <summary>The logarithm of the prior probability of one subset.</summary>
    /// <param name="kept">How many columns it keeps of those that may be left out.</param>
    /// <param name="columns">How many may be left out.</param>
    internal double LogProbability(int kept, int columns) => logProbability(kept, columns);
}
