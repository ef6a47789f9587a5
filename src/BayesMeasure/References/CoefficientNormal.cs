using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.References;

/// <summary>
/// The normal distribution of coefficients with A = tau X'X + V^-1 and mean A^-1 (tau X'y + V^-1 m), where tau is the precision
/// of the noise, and m and V the means and variances of the priors: by the Cholesky factor A = L L'. Nothing is allocated.
/// </summary>
/// <remarks>
/// Coefficients are drawn from the last to the first, each from its normal distribution given those before it, cut off at the
/// bounds of its prior: so no draw is lost where an amplitude is next to 0, and the density is that of these draws, exactly
/// normalised (Geweke 1991, Hajivassiliou and McFadden 1998).
/// </remarks>
/// <param name="priors">The priors of the coefficients, of finite variance.</param>
internal sealed class CoefficientNormal(Distribution[] priors)
{
    // What is cut off beyond so many standard deviations is less than rounding.
    private const double Far = 8;

    // A flat prior has no curvature, but two coefficients that do the same need some.
    private const double PrecisionOfFlat = 1e-6;

    private readonly int count = priors.Length;
    private readonly double[] precisions = [.. priors.Select(PrecisionOf)];
    private readonly double[] priorMeans = [.. priors.Select(prior => prior.Mean)];
    private readonly double[] products = new double[priors.Length * priors.Length];
    private readonly double[] projections = new double[priors.Length];
    private readonly double[] factor = new double[priors.Length * priors.Length];
    private readonly double[] mean = new double[priors.Length];

    /// <summary>The means, once it is solved.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>The elements of X'X, row by row, of which the lower triangle is read.</summary>
    public Span<double> Products => products;

    /// <summary>The elements of X'y.</summary>
    public Span<double> Projections => projections;

    /// <summary>Finds factor and mean at a precision of the noise; false where A is not positive definite.</summary>
    public bool Solve(double precision)
    {
        for (int i = 0; i < count; i++)
        {
            mean[i] = precision * projections[i] + precisions[i] * priorMeans[i];
            for (int j = 0; j <= i; j++)
            {
                double element = precision * products[i * count + j] + (i == j ? precisions[i] : 0);
                for (int k = 0; k < j; k++)
                {
                    element -= factor[i * count + k] * factor[j * count + k];
                }

                if (i == j && !(element > 0 && double.IsFinite(element)))
                {
                    return false;
                }

                factor[i * count + j] = i == j ? Math.Sqrt(element) : element / factor[j * count + j];
            }
        }

        SolveLower(mean);
        SolveUpper(mean);
        return true;
    }

    /// <summary>A draw.</summary>
    public void Draw(RandomStream random, Span<double> coefficients)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            double center = ConditionalMean(i, coefficients);
            double width = 1 / factor[i * count + i];
            coefficients[i] = IsCutOff(i, center, width)
                ? new TruncatedGaussian(center, width, priors[i].Minimum, priors[i].Maximum).Draw(random)
                : center + width * random.NextNormal();
        }
    }

    /// <summary>The log density of coefficients, normalised.</summary>
    public double LogDensity(ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double center = ConditionalMean(i, coefficients);
            double width = 1 / factor[i * count + i];
            if (IsCutOff(i, center, width))
            {
                sum += new TruncatedGaussian(center, width, priors[i].Minimum, priors[i].Maximum).LogDensity(coefficients[i]);
            }
            else
            {
                double normal = (coefficients[i] - center) / width;
                sum -= Math.Log(width) + Constants.LogSqrt2Pi + 0.5 * normal * normal;
            }
        }

        return sum;
    }

    private static double PrecisionOf(Distribution prior) =>
        (prior is UniformDistribution ? PrecisionOfFlat : 1) * Math.Pow(prior.StandardDeviation, -2);

    /// <summary>The mean of a coefficient when all after it are given: L'(x - mean) has independent elements.</summary>
    private double ConditionalMean(int i, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int k = i + 1; k < count; k++)
        {
            sum += factor[k * count + i] * (coefficients[k] - mean[k]);
        }

        return mean[i] - sum / factor[i * count + i];
    }

    private bool IsCutOff(int i, double center, double width) =>
        center - Far * width < priors[i].Minimum || center + Far * width > priors[i].Maximum;

    private void SolveLower(Span<double> vector)
    {
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                vector[i] -= factor[i * count + k] * vector[k];
            }

            vector[i] /= factor[i * count + i];
        }
    }

    private void SolveUpper(Span<double> vector)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < count; k++)
            {
                vector[i] -= factor[k * count + i] * vector[k];
            }

            vector[i] /= factor[i * count + i];
        }
    }
}
