using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Linear;

/// <summary>
/// Whether two lines should share their slope: two measurements with intercepts of their own and Gaussian noise of known levels,
/// and a flat prior of the slope on a box of half-width xi that is wide against what the data say. Everything is known in closed
/// form (Katakami et al., arXiv 2406.02869).
/// </summary>
/// <remarks>
/// The first measurement determines its slope with the precision lambda_1 = N_1 var(x) / sigma_1^2, and so the second. What
/// either has of its own, the intercept, costs both answers the same.
/// </remarks>
public sealed class SharedSlope
{
    /// <summary>Asks the question.</summary>
    /// <param name="firstPrecision">lambda_1, in one over the unit of the slope, squared: above 0.</param>
    /// <param name="secondPrecision">lambda_2, likewise.</param>
    /// <param name="halfWidth">The half-width xi of the prior of the slope: above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0 and finite.</exception>
    public SharedSlope(double firstPrecision, double secondPrecision, double halfWidth)
    {
        Require.Positive(firstPrecision);
        Require.Positive(secondPrecision);
        Require.Positive(halfWidth);
        FirstPrecision = firstPrecision;
        SecondPrecision = secondPrecision;
        HalfWidth = halfWidth;
    }

    /// <summary>The precision lambda_1 of the slope from the first measurement.</summary>
    public double FirstPrecision { get; }

    /// <summary>The precision lambda_2 of the slope from the second measurement.</summary>
    public double SecondPrecision { get; }

    /// <summary>The half-width xi of the prior of the slope.</summary>
    public double HalfWidth { get; }

    /// <summary>
    /// The precision of the difference of the two slopes: lambda_1 lambda_2 / (lambda_1 + lambda_2).
    /// </summary>
    public double PrecisionOfDifference => FirstPrecision * SecondPrecision / (FirstPrecision + SecondPrecision);

    /// <summary>The posterior standard deviation of a shared slope: (lambda_1 + lambda_2)^(-1/2).</summary>
    public double StandardDeviation => 1 / Math.Sqrt(FirstPrecision + SecondPrecision);

    /// <summary>
    /// The largest difference of the slopes, in its standard errors, at which sharing wins: T = sqrt(ln(4 xi^2 Lambda / 2 pi)).
    /// NaN where the prior is so narrow that sharing never wins.
    /// </summary>
    public double Threshold => Math.Sqrt(Math.Log(4 * HalfWidth * HalfWidth * PrecisionOfDifference / (2 * Math.PI)));

    /// <summary>
    /// The precision with which a line of a free intercept determines its slope: sum of (x - mean of x)^2 / sigma^2.
    /// </summary>
    /// <param name="x">Where was measured: at least two different points.</param>
    /// <param name="sigma">The standard deviation of the noise: above 0.</param>
    public static double PrecisionOf(IReadOnlyCollection<double> x, double sigma)
    {
        ArgumentNullException.ThrowIfNull(x);
        Require.Positive(sigma);
        double mean = x.Average();
        return x.Sum(value => (value - mean) * (value - mean)) / (sigma * sigma);
    }

    /// <summary>The shared slope that the slopes of both measurements give: their mean, weighted by their precisions.</summary>
    public double SlopeOf(double firstSlope, double secondSlope) =>
        (FirstPrecision * firstSlope + SecondPrecision * secondSlope) / (FirstPrecision + SecondPrecision);

    /// <summary>
    /// F_joint - F_separate = -ln 2 xi - (1/2) ln(Lambda / 2 pi) + (1/2) Lambda (a_1 - a_2)^2, given the slopes that least
    /// squares finds in each measurement: below 0 where they should be joined.
    /// </summary>
    public double FreeEnergyDifference(double firstSlope, double secondSlope) =>
        -Math.Log(2 * HalfWidth)
        - 0.5 * Math.Log(PrecisionOfDifference / (2 * Math.PI))
        + 0.5 * PrecisionOfDifference * Math.Pow(firstSlope - secondSlope, 2);

    /// <summary>
    /// The probability, over all noise, that the free energy says "join": P = Phi(T - delta) - Phi(-T - delta), with
    /// delta = sqrt(Lambda) times the true difference of the slopes.
    /// </summary>
    /// <param name="trueDifference">The true difference of the slopes.</param>
    public double ProbabilityOfJoining(double trueDifference)
    {
        double delta = Math.Sqrt(PrecisionOfDifference) * trueDifference;
        double threshold = Threshold;
        return double.IsNaN(threshold) ? 0 : Normal.CDF(0, 1, threshold - delta) - Normal.CDF(0, 1, -threshold - delta);
    }
}
