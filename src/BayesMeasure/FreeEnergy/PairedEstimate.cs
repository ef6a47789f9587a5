using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// Two estimates of one log Z from one run as one: w a + (1 - w) b of least variance, with
/// w = (var b - cov) / (var a + var b - 2 cov) (Bates and Granger 1969, Oper. Res. Quart. 20, 451). A bridge from draws at
/// beta = 1 and a ladder of all rungs share little enough that together they know more.
/// </summary>
internal static class PairedEstimate
{
    /// <summary>A pair whose error is not smaller by so much than that of the better one says nothing new.</summary>
    private const double MostOfError = 0.9;

    /// <summary>The batches of a chain from which the correlation is told.</summary>
    private const int BatchesPerChain = 8;

    /// <summary>The two as one; null where that gains nothing.</summary>
    /// <param name="first">An estimate.</param>
    /// <param name="second">Another one, which agrees with it.</param>
    public static FreeEnergyEstimate? Of(FreeEnergyEstimate first, FreeEnergyEstimate second)
    {
        double a = first.StandardError, b = second.StandardError;
        double covariance = Correlation(first, second) * a * b;
        double weight = Math.Clamp((b * b - covariance) / (a * a + b * b - 2 * covariance), 0, 1);
        double error = Math.Sqrt(
            Math.Pow(weight * a, 2) + Math.Pow((1 - weight) * b, 2) + 2 * weight * (1 - weight) * covariance);
        return error < MostOfError * Math.Min(a, b) ? Weighted(first, second, weight).WithStandardError(error) : null;
    }

    private static FreeEnergyEstimate Weighted(FreeEnergyEstimate first, FreeEnergyEstimate second, double weight)
    {
        double[][] influences =
        [
            .. first.Influences.Zip(second.Influences, (one, other) =>
                one.Zip(other, (left, right) => weight * left + (1 - weight) * right).ToArray()),
        ];
        return FreeEnergyEstimate.FromInfluences(
            $"{first.Method} and {second.Method}",
            weight * first.LogEvidence + (1 - weight) * second.LogEvidence,
            influences) with
        {
            IndependentError = double.Hypot(weight * first.IndependentError, (1 - weight) * second.IndependentError),
            Fitness = new(true, FormattableString.Invariant($"weights {weight:F2} and {1 - weight:F2}")),
        };
    }

    /// <summary>
    /// That of the means over batches of the same sweeps, as far as the errors are those of sweeps. A negative one, told from few
    /// batches, is not relied on.
    /// </summary>
    private static double Correlation(FreeEnergyEstimate first, FreeEnergyEstimate second)
    {
        double[] one = Means(first), other = Means(second);
        double shared = Product(one, other) / Math.Sqrt(Product(one, one) * Product(other, other));
        return double.IsFinite(shared) ? Math.Clamp(shared, 0, 1) : 1;
    }

    private static double[] Means(FreeEnergyEstimate estimate)
    {
        double[] means =
        [
            .. estimate.Influences.SelectMany(chain => Enumerable.Range(0, BatchesPerChain).Select(batch =>
                chain[(batch * chain.Length / BatchesPerChain)..((batch + 1) * chain.Length / BatchesPerChain)]
                    .DefaultIfEmpty().Average())),
        ];
        double mean = means.DefaultIfEmpty().Average();
        return Array.ConvertAll(means, value => value - mean);
    }

    private static double Product(double[] one, double[] other) =>
        one.Length == other.Length ? one.Zip(other).Sum(pair => pair.First * pair.Second) : double.NaN;
}
