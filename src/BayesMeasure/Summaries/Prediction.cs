namespace BayesMeasure.Summaries;

/// <summary>
/// What is predicted at some abscissae: the posterior mean, and a pointwise band that holds a share of the probability.
/// </summary>
public sealed class Prediction
{
    /// <param name="x">Where it is predicted.</param>
    /// <param name="curves">Curves drawn from the posterior, with weights that add up to 1.</param>
    /// <param name="level">The share of the probability within the band.</param>
    internal Prediction(double[] x, (double Weight, double[] Curve)[] curves, double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level of a band lies between 0 and 1, such as 0.9.");
        }

        double[] mean = new double[x.Length];
        double[] lower = new double[x.Length];
        double[] upper = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            (double Value, double Weight)[] sorted =
                [.. curves.Select(curve => (curve.Curve[i], curve.Weight)).OrderBy(item => item.Item1)];
            // Relative to one of them: the weights add up to 1 but for a rounding error, which a large offset would multiply.
            double middle = sorted[sorted.Length / 2].Value;
            mean[i] = middle + sorted.Sum(item => (item.Value - middle) * item.Weight);
            lower[i] = WeightedQuantile.Of(sorted, 0.5 - 0.5 * level);
            upper[i] = WeightedQuantile.Of(sorted, 0.5 + 0.5 * level);
        }

        (X, Mean, Lower, Upper, Level) = (x, mean, lower, upper, level);
    }

    /// <summary>Where it is predicted.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The mean at every x.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>The lower end of the band at every x: as much lies below it as above the upper one.</summary>
    public IReadOnlyList<double> Lower { get; }

    /// <summary>The upper end of the band at every x.</summary>
    public IReadOnlyList<double> Upper { get; }

    /// <summary>The share of the probability that lies within the band at each x, such as 0.9.</summary>
    public double Level { get; }
}
