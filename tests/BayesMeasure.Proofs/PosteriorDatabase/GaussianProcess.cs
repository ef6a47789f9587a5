using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>
/// A Gaussian process through 11 points: covariance alpha^2 exp(-d^2 / (2 rho^2)), and sigma, a variance, on its diagonal;
/// rho ~ Gamma(25, 4), alpha ~ half-normal(2), sigma ~ half-normal(1).
/// </summary>
internal static class GaussianProcess
{
    public static ReferenceModel Create()
    {
        SharedTable data = SharedTable.Read("posteriordb", "data", "gp_pois_regr.csv");
        double[] x = data.Numbers("x");
        double[] y = data.Numbers("y");
        var prior = new Prior { ["rho"] = Prior.Gamma(25, 4), ["alpha"] = Prior.HalfNormal(2), ["sigma"] = Prior.HalfNormal(1) };
        return new("gp_pois_regr-gp_regr", prior, v => LogLikelihood(x, y, v[0], v[1], v[2]), values => values);
    }

    /// <summary>By a Cholesky factor, row by row, and the whitened outcomes beside it.</summary>
    private static double LogLikelihood(double[] x, double[] y, double rho, double alpha, double sigma)
    {
        int n = x.Length;
        Span<double> factor = stackalloc double[n * n];
        Span<double> white = stackalloc double[n];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            white[i] = y[i];
            for (int j = 0; j <= i; j++)
            {
                double distance = (x[i] - x[j]) / rho;
                double element = alpha * alpha * Math.Exp(-0.5 * distance * distance) + (i == j ? sigma : 0);
                for (int k = 0; k < j; k++)
                {
                    element -= factor[i * n + k] * factor[j * n + k];
                }
                factor[i * n + j] = i == j ? Math.Sqrt(Math.Max(element, double.Epsilon)) : element / factor[j * n + j];
                white[i] -= i == j ? 0 : factor[i * n + j] * white[j];
            }

            white[i] /= factor[i * n + i];
            sum -= 0.5 * white[i] * white[i] + Math.Log(factor[i * n + i]);
        }

        return double.IsNaN(sum) ? double.NegativeInfinity : sum;
    }
}
