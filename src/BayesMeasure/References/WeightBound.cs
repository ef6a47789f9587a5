using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>What the prior of a coefficient says of a weight of a shape.</summary>
/// <param name="Coefficient">The coefficient: the same object for all weights that one is shared out to.</param>
/// <param name="Minimum">The lower bound.</param>
/// <param name="Maximum">The upper bound.</param>
/// <param name="Precision">The precision of the coefficient.</param>
/// <param name="Ridge">A precision of the weight alone.</param>
/// <param name="Pull">Precision times mean.</param>
internal readonly record struct WeightBound(
    object Coefficient, double Minimum, double Maximum, double Precision, double Ridge, double Pull)
{
    /// <summary>What is cut off beyond so many standard deviations is less than rounding.</summary>
    public const double Far = 8;

    // A flat prior has no curvature, but two weights that do the same need some.
    private const double PrecisionOfFlat = 1e-6;

    /// <summary>The bounds of all weights of a coefficient.</summary>
    public static IEnumerable<WeightBound> Of(Distribution prior, int weights)
    {
        object coefficient = new();
        double flat = PrecisionOfFlat * Math.Pow(prior.StandardDeviation, -2);
        double precision = prior is UniformDistribution ? flat : Math.Pow(prior.StandardDeviation, -2);
        double ridge = weights == 1 ? 0 : flat;
        var bound = new WeightBound(
            coefficient,
            weights == 1 ? prior.Minimum : 0,
            prior.Maximum,
            precision,
            ridge,
            precision * prior.Mean + ridge * prior.Mean / weights);
        return Enumerable.Repeat(bound, weights);
    }

    /// <summary>Whether a normal distribution reaches beyond the bounds.</summary>
    public bool CutsOff(double center, double width) => center - Far * width < Minimum || center + Far * width > Maximum;
}
