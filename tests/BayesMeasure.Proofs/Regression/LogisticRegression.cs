using MathNet.Numerics.Statistics;

namespace BayesMeasure.Proofs.Regression;

/// <summary>Diabetes or not, from an intercept and covariates that are scaled to mean 0 and standard deviation 1.</summary>
internal sealed class LogisticRegression
{
    private const double LargestProduct = 1e200;

    private readonly double[][] rows;

    /// <summary>Reads the women of the Pima data; an outcome of no turns the signs of its row.</summary>
    public LogisticRegression(string[] columns)
    {
        SharedTable table = SharedTable.Read("evidence", "pima", "pima_532.csv");
        double[] signs = [.. table.Texts("type").Select(text => text == "Yes" ? 1.0 : -1.0)];
        double[][] covariates = [.. columns.Select(column => Standardised(table.Numbers(column)))];
        rows = [.. signs.Select((sign, i) => covariates.Select(covariate => sign * covariate[i]).Prepend(sign).ToArray())];
    }

    /// <summary>-sum ln(1 + exp(-x beta)); factors are multiplied, and a logarithm is taken before they overflow.</summary>
    public double LogLikelihood(ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        double product = 1;
        foreach (double[] row in rows)
        {
            double predictor = 0;
            for (int j = 0; j < row.Length; j++)
            {
                predictor += row[j] * coefficients[j];
            }
            sum -= Math.Max(0, -predictor);
            product *= 1 + Math.Exp(-Math.Abs(predictor));
            if (product > LargestProduct)
            {
                sum -= Math.Log(product);
                product = 1;
            }
        }

        return sum - Math.Log(product);
    }

    private static double[] Standardised(double[] values)
    {
        (double mean, double deviation) = values.MeanStandardDeviation();
        return [.. values.Select(value => (value - mean) / deviation)];
    }
}
