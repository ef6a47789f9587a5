namespace BayesMeasure.Priors;

/// <summary>
/// An indicator that is 1 with a given probability and 0 otherwise: whether a component is present. Made by
/// <c>Prior.Bernoulli</c>.
/// </summary>
internal sealed record BernoulliDistribution : ShippedDistribution
{
    /// <summary>Creates the prior of an indicator.</summary>
    /// <param name="probability">The probability of 1: above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public BernoulliDistribution(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), probability, "The probability must be above 0 and below 1.");
        }

        Probability = probability;
        Numbers = new()
        {
            Kind = DistributionKind.Bernoulli,
            Coordinate = Coordinate,
            Minimum = Minimum,
            Maximum = Maximum,
            Second = probability,
        };
        IndicatorProbabilities = [1 - probability, probability];
    }

    /// <summary>How it is written.</summary>
    public static DistributionSyntax Syntax { get; } =
        new("Bernoulli", ["probability"], a => new BernoulliDistribution(a[0]));

    /// <summary>The probability of 1.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public override Coordinate Coordinate => Coordinate.Discrete;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => 1;

    /// <inheritdoc/>
    public override double Mean => Probability;

    /// <inheritdoc/>
    public override double StandardDeviation => Math.Sqrt(Probability * (1 - Probability));

    /// <summary>The natural logarithm of the probability of a value; -infinity for anything but 0 and 1.</summary>
    public override double LogDensity(double value) => value switch
    {
        0 => Math.Log(1 - Probability),
        1 => Math.Log(Probability),
        _ => double.NegativeInfinity,
    };

    /// <inheritdoc/>
    public override double CumulativeProbability(double value) => value < 0 ? 0 : value < 1 ? 1 - Probability : 1;

    /// <inheritdoc/>
    public override string ToString() => Syntax.Write(Probability);
}
