using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.References;

/// <summary>
/// The normal distribution of coefficients with A = tau X'W X + V^-1 and mean A^-1 (tau X'W y + V^-1 m), where tau is the
/// precision of the noise, and m and V the means and variances of the priors: by the Cholesky factor of A. Nothing is allocated.
/// </summary>
/// <param name="priors">The priors of the coefficients, of finite variance.</param>
internal sealed class CoefficientNormal(Distribution[] priors)
{
    private readonly int count = priors.Length;
    private readonly double[] precisions = [.. priors.Select(prior => Math.Pow(prior.StandardDeviation, -2))];
    private readonly double[] priorMeans = [.. priors.Select(prior => prior.Mean)];
    private readonly double[] products = new double[priors.Length * priors.Length];
    private readonly double[] projections = new double[priors.Length];
    private readonly double[] factor = new double[priors.Length * priors.Length];
    private readonly double[] mean = new double[priors.Length];

    /// <summary>The means, once it is solved.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>Sets an element of X'W X, of its lower triangle.</summary>
    public void SetProduct(int row, int column, double value) => products[row * count + column] = value;

    /// <summary>Sets an element of X'W y.</summary>
    public void SetProjection(int row, double value) => projections[row] = value;

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

    /// <summary>A draw: the mean plus L^-T z, which has the covariance A^-1.</summary>
    public void Draw(RandomStream random, Span<double> coefficients)
    {
        for (int i = 0; i < count; i++)
        {
            coefficients[i] = random.NextNormal();
        }

        SolveUpper(coefficients);
        for (int i = 0; i < count; i++)
        {
            coefficients[i] += mean[i];
        }
    }

    /// <summary>The log density of coefficients, normalised.</summary>
    public double LogDensity(ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double normal = 0;
            for (int k = i; k < count; k++)
            {
                normal += factor[k * count + i] * (coefficients[k] - mean[k]);
            }

            sum += Math.Log(factor[i * count + i]) - Constants.LogSqrt2Pi - 0.5 * normal * normal;
        }

        return sum;
    }

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
