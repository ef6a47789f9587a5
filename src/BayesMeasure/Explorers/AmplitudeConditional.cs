using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The distribution of the amplitude of one component when all else is given, as a residual has it: normal, of mean S / G and
/// precision c G, and cut off at the bounds of the prior.
/// </summary>
/// <remarks>
/// With a uniform or a normal prior this is the conditional distribution itself, under Gaussian noise of known level. Elsewhere
/// it is mixed with the prior: in proportion to what the prior knows, the data's share being c G sd^2 / (1 + c G sd^2) at most,
/// and never without it, since a proposal with lighter tails than its target would hold what has once gone there.
/// </remarks>
internal sealed class AmplitudeConditional
{
    /// <summary>A residual that says less than this says nothing: the amplitude follows the prior.</summary>
    private const double Silent = 1e-9;

    /// <summary>The prior's share where the normal is not exact.</summary>
    private const double LeastShare = 0.05;

    /// <summary>A residual is not fitted better than to this part of it.</summary>
    private const double SmallestRest = 1e-12;

    private readonly Distribution prior;
    private readonly double variance;
    private readonly bool isUniform;
    private readonly bool isNormal;
    private readonly double leastShare;
    private TruncatedGaussian gaussian;
    private double priorShare;

    /// <param name="prior">The prior of the amplitude.</param>
    /// <param name="isQuadratic">Whether the log likelihood is quadratic in the amplitude.</param>
    public AmplitudeConditional(Distribution prior, bool isQuadratic)
    {
        this.prior = prior;
        variance = prior.StandardDeviation * prior.StandardDeviation;
        isUniform = prior is UniformDistribution;
        isNormal = prior is NormalDistribution;
        leastShare = isQuadratic && (isUniform || isNormal) ? 0 : LeastShare;
    }

    /// <summary>What a score reads of the prior.</summary>
    public AmplitudeRange Range => new(prior.Minimum, prior.Maximum, Math.Sqrt(12 * variance));

    /// <summary>Takes a residual and a shape, with noise of precision c.</summary>
    public void Precise(Projection projection, double precision)
    {
        double information = precision * projection.Norm;
        double known = information * variance;
        priorShare = Math.Max(leastShare, isNormal ? 0 : !(known > Silent) ? 1 : isUniform ? 0 : 1 / (1 + known));
        if (priorShare < 1)
        {
            double own = isNormal ? 1 / variance : 0;
            double mean = isNormal
                ? (precision * projection.Product + prior.Mean * own) / (information + own)
                : projection.Product / projection.Norm;
            gaussian = new(mean, 1 / Math.Sqrt(information + own), prior.Minimum, prior.Maximum);
        }
    }

    /// <summary>The precision beta n / R of noise whose level is integrated out, with the best amplitude of the curve.</summary>
    /// <param name="projection">The residual on the shape.</param>
    /// <param name="points">beta n.</param>
    /// <param name="sumOfSquares">The sum of squares of the residual without the component.</param>
    public double LevelFreePrecision(Projection projection, double points, double sumOfSquares)
    {
        double best = projection.Norm > 0 ? Math.Clamp(projection.Product / projection.Norm, prior.Minimum, prior.Maximum) : 0;
        double gain = best * (projection.Product - 0.5 * best * projection.Norm);
        return points / Math.Max(sumOfSquares - 2 * gain, SmallestRest * sumOfSquares);
    }

    /// <summary>One draw.</summary>
    public double Draw(RandomStream random) =>
        random.NextUniform() < priorShare ? prior.Draw(random) : gaussian.Draw(random);

    /// <summary>The log density of the amplitude itself.</summary>
    public double LogDensity(double value) => priorShare switch
    {
        0 => gaussian.LogDensity(value),
        1 => prior.LogDensity(value),
        _ => Math.Log(
            priorShare * Math.Exp(prior.LogDensity(value)) + (1 - priorShare) * Math.Exp(gaussian.LogDensity(value))),
    };
}
