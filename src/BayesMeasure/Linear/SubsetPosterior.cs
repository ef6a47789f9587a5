namespace BayesMeasure.Linear;

/// <summary>What a <see cref="SubsetSearch"/> found, for any prior over subsets: it is applied afterwards.</summary>
public sealed class SubsetPosterior
{
    private readonly SubsetRanking ranking;
    private readonly SubsetSums sums;
    private readonly double[] least;
    private readonly double[] scales;
    private readonly int always;

    internal SubsetPosterior(SubsetRanking ranking, SubsetSums sums, double[] least, double[] scales, int always)
    {
        this.ranking = ranking;
        this.sums = sums;
        this.least = least;
        this.scales = scales;
        this.always = always;
    }

    private int Columns => scales.Length;

    /// <summary>The number of subsets of which the posterior is made.</summary>
    public long Subsets => 1L << (Columns - always);

    /// <summary>log Z: the logarithm of the mean of exp(-F) over all subsets.</summary>
    /// <param name="prior">The prior over subsets.</param>
    public double LogEvidence(SubsetPrior prior)
    {
        double[] logWeights = LogWeights(prior);
        double most = logWeights.Max();
        return most + Math.Log(Enumerable.Range(0, logWeights.Length)
            .Where(size => sums.Weights[size] > 0)
            .Sum(size => Math.Exp(logWeights[size] - most) * sums.Weights[size]));
    }

    /// <summary>The posterior probability of every number of columns, from 0, those counted that are always kept.</summary>
    /// <param name="prior">The prior over subsets.</param>
    public IReadOnlyList<double> SizeProbabilities(SubsetPrior prior)
    {
        double[] factors = Factors(prior);
        return [.. factors.Select((factor, size) => factor * sums.Weights[size])];
    }

    /// <summary>The posterior probability of every column to be in the subset.</summary>
    /// <param name="prior">The prior over subsets.</param>
    public IReadOnlyList<double> InclusionProbabilities(SubsetPrior prior)
    {
        double[] factors = Factors(prior);
        return [.. Enumerable.Range(0, Columns).Select(column => Dot(factors, sums.Inclusion(column)))];
    }

    /// <summary>The posterior mean of every coefficient, averaged over the subsets; it is 0 in those without the column.</summary>
    /// <param name="prior">The prior over subsets.</param>
    public IReadOnlyList<double> Coefficients(SubsetPrior prior)
    {
        double[] factors = Factors(prior);
        return [.. Enumerable.Range(0, Columns).Select(column => scales[column] * Dot(factors, sums.Coefficients(column)))];
    }

    /// <summary>
    /// The most probable subsets, the best first: as many as the search was asked to remember, or all where there are fewer.
    /// </summary>
    /// <param name="prior">The prior over subsets.</param>
    public IReadOnlyList<RankedSubset> Best(SubsetPrior prior)
    {
        double logEvidence = LogEvidence(prior);
        var entries = new List<RankedSubset>();
        for (int size = always; size <= Columns; size++)
        {
            double logPrior = prior.LogProbability(size - always, Columns - always);
            foreach ((double freeEnergy, uint mask) in ranking.Of(size))
                entries.Add(new(ColumnsOf(mask), freeEnergy, Math.Exp(logPrior - freeEnergy - logEvidence)));
        }

        return [.. entries.OrderByDescending(subset => subset.Probability).Take(ranking.Capacity)];
    }

    private static double Dot(double[] factors, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int size = 0; size < factors.Length; size++)
            sum += factors[size] * values[size];
        return sum;
    }

    private int[] ColumnsOf(uint mask) => [.. Enumerable.Range(0, Columns).Where(column => (mask >> column & 1) == 1)];

    /// <summary>What the sums of each size are to be multiplied by to become probabilities.</summary>
    private double[] Factors(SubsetPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        double logEvidence = LogEvidence(prior);
        return [.. LogWeights(prior).Select(logWeight => Math.Exp(logWeight - logEvidence))];
    }

    private double[] LogWeights(SubsetPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return [.. least.Select((energy, size) => size < always || !double.IsFinite(energy)
            ? double.NegativeInfinity
            : prior.LogProbability(size - always, Columns - always) - energy)];
    }
}
