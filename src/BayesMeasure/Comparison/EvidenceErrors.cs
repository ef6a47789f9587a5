namespace BayesMeasure.Comparison;

/// <summary>
/// The errors of the ln Z of several models: independent where each was estimated by itself, correlated where odds of neighbours
/// tie them to each other.
/// </summary>
internal sealed class EvidenceErrors
{
    private readonly double[][] factor;

    /// <param name="covariance">
    /// The covariance of the errors, by rows: no eigenvalue below zero. NaN on the diagonal for a model whose error is not known,
    /// which takes none from the others.
    /// </param>
    public EvidenceErrors(double[][] covariance)
    {
        Covariance = covariance;
        factor = Factorise(covariance);
    }

    /// <summary>The covariance of the errors, by rows.</summary>
    public IReadOnlyList<double[]> Covariance { get; }

    /// <summary>Whether no error depends on another one.</summary>
    public bool AreIndependent => Covariance.Index().All(row => row.Item.Index().All(
        item => item.Index == row.Index || item.Item == 0));

    /// <summary>Whether the error of one ln Z is known.</summary>
    public bool IsKnown(int model) => !double.IsNaN(Covariance[model][model]);

    /// <summary>Independent errors.</summary>
    /// <param name="errors">The standard errors.</param>
    public static EvidenceErrors Independent(IEnumerable<double> errors)
    {
        double[] all = [.. errors];
        return new([.. all.Select((error, k) => all.Select((_, j) => j == k ? error * error : 0).ToArray())]);
    }

    /// <summary>The errors of some of the models, each at least as large as here: what is added is independent.</summary>
    /// <param name="models">The positions of the models.</param>
    /// <param name="errorOf">The standard error of each of these positions.</param>
    public EvidenceErrors Widened(IReadOnlyList<int> models, Func<int, double> errorOf) => new(
        [.. models.Select(i => models.Select(j => i == j ? Math.Pow(errorOf(i), 2) : Covariance[i][j]).ToArray())]);

    /// <summary>The standard error of ln Z_i - ln Z_j.</summary>
    public double OfDifference(int i, int j) => OfSum(k => (k == i ? 1 : 0) - (k == j ? 1 : 0));

    /// <summary>The standard error of the sum of so many times each ln Z; NaN where one without an error enters.</summary>
    public double OfSum(Func<int, double> times)
    {
        if (Enumerable.Range(0, factor.Length).Any(k => times(k) != 0 && !IsKnown(k)))
        {
            return double.NaN;
        }

        double variance = 0;
        for (int column = 0; column < factor.Length; column++)
        {
            double sum = 0;
            for (int row = column; row < factor.Length; row++)
            {
                sum += times(row) * factor[row][column];
            }

            variance += sum * sum;
        }

        return Math.Sqrt(variance);
    }

    /// <summary>The error of one ln Z, given independent normal numbers of variance 1; 0 where it is not known.</summary>
    public double Of(int model, ReadOnlySpan<double> normal)
    {
        double sum = 0;
        for (int column = 0; column <= model; column++)
        {
            sum += factor[model][column] * normal[column];
        }

        return sum;
    }

    /// <summary>The lower Cholesky factor; what rounding makes negative is zero, and so is all of what is not known.</summary>
    private static double[][] Factorise(double[][] covariance)
    {
        double[][] lower = [.. covariance.Select(row => new double[row.Length])];
        for (int row = 0; row < lower.Length; row++)
        {
            if (double.IsNaN(covariance[row][row]))
            {
                continue;
            }

            for (int column = 0; column <= row; column++)
            {
                double rest = covariance[row][column];
                for (int k = 0; k < column; k++)
                {
                    rest -= lower[row][k] * lower[column][k];
                }

                lower[row][column] = row == column ? Math.Sqrt(Math.Max(rest, 0))
                    : rest == 0 || lower[column][column] == 0 ? 0
                    : rest / lower[column][column];
            }
        }

        return lower;
    }
}
