namespace BayesMeasure.Priors;

/// <summary>
/// A choice among n categories, numbered 0 to n - 1, each with a probability in proportion to its weight. Made by
/// <c>Prior.Categorical</c>.
/// </summary>
internal sealed record CategoricalDistribution : ShippedDistribution
{
    private readonly double[] weights;
    private readonly double[] probabilities;

    /// <summary>Creates the prior of a choice.</summary>
    /// <param name="weights">One weight a category, at least two: above 0, finite. They need not add up to 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two categories.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not above 0 and finite.</exception>
    public CategoricalDistribution(params IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count < 2)
        {
            throw new ArgumentException("There are at least two categories.", nameof(weights));
        }

        foreach (double weight in weights)
        {
            Require.Positive(weight, nameof(weights));
        }

        this.weights = [.. weights];
        double sum = weights.Sum();
        probabilities = [.. weights.Select(weight => weight / sum)];
        Numbers = new()
        {
            Kind = DistributionKind.Categorical,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
        };
        IndicatorProbabilities = probabilities;
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Categorical", ["weight", "weight", "..."], a => new CategoricalDistribution(a));

    /// <summary>The probability of each category.</summary>
    public IReadOnlyList<double> Probabilities => probabilities;

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Discrete;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => probabilities.Length - 1;

    /// <inheritdoc/>
    public override double Mean => probabilities.Select((probability, category) => probability * category).Sum();

    /// <inheritdoc/>
    public override double StandardDeviation =>
        Math.Sqrt(probabilities.Select((probability, category) => probability * Math.Pow(category - Mean, 2)).Sum());

    /// <summary>The natural logarithm of the probability of a category; -infinity for anything else.</summary>
    public override double LogDensity(double value) =>
        value >= 0 && value < probabilities.Length && value == Math.Floor(value)
            ? Math.Log(probabilities[(int)value])
            : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) =>
        value < 0 ? 0 : value >= Maximum ? 1 : Math.Min(1, probabilities.Take(1 + (int)value).Sum());

    /// <summary>Two choices are equal when their weights are.</summary>
    public bool Equals(CategoricalDistribution? other) => other is not null && weights.SequenceEqual(other.weights);

    /// <inheritdoc/>
    public override int GetHashCode() => weights.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(weights);
}
