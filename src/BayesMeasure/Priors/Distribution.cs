using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Priors;

/// <summary>
/// A prior distribution of one parameter: a normalised density, exact independent draws, and the scale on which a random
/// walk should explore it. Immutable. Made by the functions of <c>Prior</c>, such as <c>Prior.Normal(0, 1)</c>.
/// </summary>
public abstract record Distribution : ParameterRule
{
    /// <summary>The scale on which this parameter is explored.</summary>
    public abstract Coordinate Coordinate { get; }

    /// <summary>
    /// Whether the parameter is an indicator, of one of the values 0, 1, ..., <see cref="Maximum"/>; its density is then their
    /// probability.
    /// </summary>
    public bool IsDiscrete => Coordinate == Coordinate.Discrete;

    /// <summary>The smallest possible value (may be -infinity).</summary>
    public abstract double Minimum { get; }

    /// <summary>The largest possible value (may be +infinity).</summary>
    public abstract double Maximum { get; }

    /// <summary>The mean of the distribution; NaN where it has none.</summary>
    public abstract double Mean { get; }

    /// <summary>The standard deviation of the distribution; NaN where it has none.</summary>
    public abstract double StandardDeviation { get; }

    /// <summary>
    /// The natural logarithm of the normalised density at <paramref name="value"/>; -infinity outside the support.
    /// </summary>
    public abstract double LogDensity(double value);

    /// <summary>The probability of a value of at most <paramref name="value"/>.</summary>
    public abstract double CumulativeProbability(double value);

    /// <summary>
    /// The same distribution with its width times a factor about its location, to ask how much a result owes to the width of a
    /// prior. Every distribution says what its width and its location are.
    /// </summary>
    /// <param name="factor">What the width is multiplied by: above 0, finite.</param>
    /// <returns>
    /// The wider or narrower distribution; null where there is none, or where it is not defined, as for a distribution of one's
    /// own that does not override this.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above 0 and finite.</exception>
    public virtual Distribution? Scaled(double factor)
    {
        Require.Positive(factor);
        return null;
    }

    /// <summary>One exact, independent draw.</summary>
    public abstract double Draw(RandomStream random);

    /// <summary>
    /// The distribution in numbers, for engines that cannot call its methods, such as one on a GPU: they refuse a distribution
    /// that has none, as one of your own unless it is of a form that the table knows. Null by default.
    /// </summary>
    public virtual DistributionTable? Table => null;

    /// <summary>
    /// The numbers beside the table of an indicator: the logarithms of the probabilities of 0, 1, ..., <see cref="Maximum"/>, and
    /// then these probabilities. Empty for any other distribution.
    /// </summary>
    public virtual IReadOnlyList<double> TableProbabilities => [];

    /// <summary>
    /// The log density of the explored coordinate u: ln p(value) + ln|d value / d u|, for <paramref name="value"/> and its
    /// <paramref name="coordinate"/> u. Equal to <see cref="LogDensity"/> on the linear scale.
    /// </summary>
    /// <remarks>
    /// This is what a random walk on u evaluates, once a move: override it where it can be had without a logarithm.
    /// </remarks>
    public virtual double LogCoordinateDensity(double value, double coordinate) => Coordinate switch
    {
        Coordinate.Linear or Coordinate.Discrete => LogDensity(value),
        Coordinate.Logarithmic => LogDensity(value) + coordinate,
        _ => LogDensity(value) + Math.Log(value * (1 - value)),
    };

    /// <summary>The coordinate u of a value.</summary>
    public double ToCoordinate(double value) => CoordinateScale.ToCoordinate<RuntimeFunctions>(Coordinate, value);

    /// <summary>The value at a coordinate u.</summary>
    public double FromCoordinate(double coordinate) => CoordinateScale.FromCoordinate<RuntimeFunctions>(Coordinate, coordinate);
}
