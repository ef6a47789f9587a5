using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Linear.Selection;

/// <summary>The sum of q squared normal variables of unit variance whose means have the sum of squares lambda.</summary>
/// <param name="freedom">q.</param>
/// <param name="noncentrality">lambda.</param>
internal sealed class NoncentralChiSquared(int freedom, double noncentrality)
{
    /// <summary>Poisson weights farther from their mean, in standard deviations, are below 1e-20.</summary>
    private const double Reach = 10;

    /// <summary>The probability to be above a value: a mixture of chi-squared ones with Poisson weights.</summary>
    public double Above(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        double root = Math.Sqrt(noncentrality);
        if (freedom == 1)
        {
            return Normal.CDF(0, 1, root - Math.Sqrt(value)) + Normal.CDF(0, 1, -root - Math.Sqrt(value));
        }

        if (noncentrality == 0)
        {
            return SpecialFunctions.GammaUpperRegularized(0.5 * freedom, 0.5 * value);
        }

        double mean = 0.5 * noncentrality;
        int first = (int)Math.Max(0, mean - Reach * Math.Sqrt(mean) - Reach);
        int last = (int)(mean + Reach * Math.Sqrt(mean) + Reach * Reach);
        return Enumerable.Range(first, last - first + 1).Sum(j =>
            Poisson.PMF(mean, j) * SpecialFunctions.GammaUpperRegularized(0.5 * freedom + j, 0.5 * value));
    }
}
