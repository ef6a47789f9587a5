using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Priors;

/// <summary>A distribution of the library's own: it says in numbers what it is, and draws from these.</summary>
internal abstract record ShippedDistribution : Distribution
{
    private readonly double[] probabilities = [];

    /// <inheritdoc/>
    public sealed override DistributionTable? Table => Numbers;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<double> TableProbabilities => probabilities;

    /// <summary>The distribution in numbers, set where it is made.</summary>
    protected DistributionTable Numbers { get; init; }

    /// <summary>The probabilities of an indicator, set where it is made.</summary>
    protected IReadOnlyList<double> IndicatorProbabilities
    {
        init => probabilities = [.. value.Select(probability => Math.Log(probability)), .. value];
    }

    /// <summary>Two distributions are equal when their numbers are; the probabilities follow from these.</summary>
    public virtual bool Equals(ShippedDistribution? other) => base.Equals(other) && Numbers == other.Numbers;

    /// <inheritdoc/>
    public override int GetHashCode() => Numbers.GetHashCode();

    /// <inheritdoc/>
    public sealed override double Draw(RandomStream random) => Draw(Numbers, probabilities, random);

    /// <summary>A wider or narrower distribution; null where its parameters are beyond those that are served.</summary>
    protected static TDistribution? IfServed<TDistribution>(Func<TDistribution> make)
        where TDistribution : ShippedDistribution
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>One exact, independent draw from a distribution that is given in numbers.</summary>
    internal static double Draw(in DistributionTable table, double[] probabilities, RandomStream random)
    {
        var draws = new StreamDraws(random);
        return table.Draw(new RuntimeFunctions(probabilities), ref draws);
    }

    /// <summary>The random numbers of a stream.</summary>
    private readonly struct StreamDraws(RandomStream stream) : IRandomDraws
    {
        public double NextUniform() => stream.NextUniform();

        public double NextLogUniform() => stream.NextLogUniform();

        public double NextNormal() => stream.NextNormal();

        public double NextGamma(double shape) => stream.NextGamma(shape);

        public double NextLogGamma(double shape) => stream.NextLogGamma(shape);
    }
}
