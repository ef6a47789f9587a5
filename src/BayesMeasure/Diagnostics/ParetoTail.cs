namespace BayesMeasure.Diagnostics;

/// <summary>
/// How heavy the upper tail of weights is: the shape k of a generalised Pareto distribution fitted to the largest of them, after
/// Vehtari, Simpson, Gelman, Yao and Gabry (2024), Journal of Machine Learning Research 25, 72. Below 1/2 the weights have a
/// finite variance, and a mean of them an honest standard error.
/// </summary>
internal static class ParetoTail
{
    /// <summary>From this shape on, weights have no finite variance.</summary>
    public const double Heaviest = 0.5;

    private const int FewestExceedances = 5;

    /// <summary>The shape k; -infinity for a tail that ends within the draws, as that of equal weights.</summary>
    /// <param name="weights">The weights: not negative, in any order.</param>
    public static double Shape(IEnumerable<double> weights)
    {
        double[] sorted = [.. weights.Order()];
        int tail = CountOf(sorted.Length);
        double[] exceedances = [.. sorted[^tail..].Select(weight => weight - sorted[^(tail + 1)]).Where(excess => excess > 0)];
        return exceedances.Length < FewestExceedances ? double.NegativeInfinity : FittedShape(exceedances);
    }

    /// <summary>What the same tail has beyond its beginning, as a share of all weights.</summary>
    /// <param name="weights">The weights: not negative, in any order.</param>
    public static double Excess(IEnumerable<double> weights)
    {
        double[] sorted = [.. weights.Order()];
        int tail = CountOf(sorted.Length);
        return tail == 0 ? 0 : sorted[^tail..].Sum(weight => weight - sorted[^(tail + 1)]) / sorted.Sum();
    }

    private static int CountOf(int weights) => (int)Math.Min(weights / 5, 3 * Math.Sqrt(weights));

    /// <summary>
    /// The estimate of Zhang and Stephens (2009), Technometrics 51, 316: the mean of theta = -k / scale over its profile
    /// likelihood l(theta) = n (ln(theta / g) + g - 1) with g(theta) = -mean ln(1 - theta x), and k = -g there.
    /// </summary>
    private static double FittedShape(double[] exceedances)
    {
        int count = exceedances.Length;
        int points = 30 + (int)Math.Sqrt(count);
        double quartile = exceedances[(int)(count / 4.0 + 0.5) - 1];
        double[] thetas = [.. Enumerable.Range(1, points).Select(j =>
            1 / exceedances[^1] + (1 - Math.Sqrt(points / (j - 0.5))) / (3 * quartile))];
        double[] logProfile = [.. thetas.Select(theta => LogProfile(theta, exceedances))];
        double greatest = logProfile.Max();
        double[] profile = [.. logProfile.Select(value => Math.Exp(value - greatest))];
        double mean = thetas.Zip(profile, (theta, weight) => theta * weight).Sum() / profile.Sum();
        return -MinusShape(mean, exceedances);
    }

    private static double LogProfile(double theta, double[] exceedances)
    {
        double minusShape = MinusShape(theta, exceedances);
        return exceedances.Length * (Math.Log(theta / minusShape) + minusShape - 1);
    }

    private static double MinusShape(double theta, double[] exceedances) =>
        -exceedances.Average(excess => Math.Log(1 - theta * excess));
}
