using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace BayesMeasure.References;

/// <summary>
/// What the scale matrix of a mixture of coordinates of unit width is expected to be, and how many draws that is worth: few draws
/// know widths, but not how twenty coordinates are correlated. The curvature of the log likelihood at a likely point, J'W J
/// (Gauss and Newton), does.
/// </summary>
/// <param name="Scale">The scale matrix.</param>
/// <param name="Draws">The number of draws.</param>
internal sealed record ExpectedScale(Matrix Scale, double Draws)
{
    private const double DrawsPerDimension = 8;

    // Where the data say nothing of a combination, the draws' own widths do: by this part of their precision.
    private const double PartOfDraws = 0.1;

    /// <summary>
    /// The same for one of several components, each of which has a part of the volume (Fraley and Raftery 2007).
    /// </summary>
    public ExpectedScale ForOneOf(int components) =>
        this with { Scale = Scale * Math.Pow(components, -2.0 / Scale.RowCount) };

    /// <summary>The scale of some coordinates when the others may be anything; null where no curve tells.</summary>
    /// <param name="target">The target.</param>
    /// <param name="point">A likely point: one value a parameter.</param>
    /// <param name="deviations">The standard deviation of each explored coordinate.</param>
    /// <param name="free">The positions of the coordinates.</param>
    public static ExpectedScale? At(ITarget target, double[] point, double[] deviations, int[] free)
    {
        if (target.Curves.Count == 0 || free.Length == 0)
        {
            return null;
        }

        var precision = Matrix.Build.DenseDiagonal(point.Length, point.Length, PartOfDraws);
        foreach (MeasuredCurve curve in target.Curves)
        {
            AddProducts(Columns(curve, point, deviations), [.. curve.Positions], precision);
        }

        Matrix covariance = precision.Inverse();
        double[] widths = Array.ConvertAll(free, k => Math.Sqrt(covariance[k, k]));
        if (!widths.All(width => width > 0 && double.IsFinite(width)))
        {
            return null;
        }

        Matrix scale = Matrix.Build.Dense(free.Length, free.Length, (k, l) =>
            StudentMixture.SquaredUnit * covariance[free[k], free[l]] / (widths[k] * widths[l]));
        return new(scale, DrawsPerDimension * (free.Length + 1));
    }

    private static void AddProducts(double[][] columns, int[] positions, Matrix precision)
    {
        double[] products = new double[columns.Length];
        for (int k = 0; k < columns.Length; k++)
        {
            ColumnProducts.Of(columns[k], columns, k + 1, products);
            for (int l = 0; l <= k; l++)
            {
                precision[positions[k], positions[l]] += products[l];
                precision[positions[l], positions[k]] += l < k ? products[l] : 0;
            }
        }
    }

    /// <summary>
    /// The derivatives of a prediction, in units of the noise, with respect to coordinates in units of their widths.
    /// </summary>
    private static double[][] Columns(MeasuredCurve curve, double[] point, double[] deviations)
    {
        Posterior posterior = curve.Posterior;
        double[] values = curve.ValuesOf(point);
        var jacobian = CurveJacobian.Of(posterior);
        jacobian.Evaluate(values);
        double[] parameters = posterior.NoiseParametersOf(values);
        double[] prediction = jacobian.Prediction.ToArray();
        double[] scale = [.. prediction.Select((value, i) =>
            posterior.NoiseBinding.Exposure(i) / posterior.NoiseBinding.StandardDeviation(i, value, parameters))];
        Whitening? whitening = posterior.NoiseBinding.CreateWhitening(posterior.Lanes);
        whitening?.MoveTo(parameters);
        return [.. values.Select((value, k) =>
        {
            double slope = deviations[curve.Positions[k]] * SlopeOf(posterior.Parameters[k].Prior, value);
            double[] column = [.. jacobian.Column(k).ToArray().Zip(scale, (derivative, factor) => slope * derivative * factor)];
            whitening?.Whiten(column);
            return column;
        })];
    }

    /// <summary>d value / d coordinate.</summary>
    private static double SlopeOf(Distribution prior, double value) => prior.Coordinate switch
    {
        Coordinate.Logarithmic => value,
        Coordinate.Logit => value * (1 - value),
        _ => 1,
    };
}
