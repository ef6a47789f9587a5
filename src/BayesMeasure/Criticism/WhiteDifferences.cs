namespace BayesMeasure.Criticism;

/// <summary>
/// Whether second differences of scores are those of white noise, which tells a curve that passes the data by, of which second
/// differences keep little, from noise that is correlated itself. Signs alone are looked at, so that a few large residuals say
/// little: d_i and d_(i+k) have equal signs in a share 1/2 + asin(rho_k) / pi, with rho = -2/3, 1/6, 0, 0, ... for white noise.
/// </summary>
internal static class WhiteDifferences
{
    private const int MostLags = 8;

    /// <summary>Signs of differences that overlap are no independent ones: their shares scatter by so much more.</summary>
    private const double Overlap = 1.25;

    /// <summary>
    /// The largest deviation of a share from that of white noise over the lags 1 to 8, in standard deviations.
    /// </summary>
    public static double LargestDeviation(double[] scores)
    {
        double[] differences = Of(scores);
        double largest = 0;
        for (int lag = 1; lag <= MostLags && 2 * lag < differences.Length; lag++)
        {
            int pairs = differences.Length - lag;
            double equal = 0;
            for (int i = 0; i < pairs; i++)
            {
                equal += 0.5 * (1 + Math.Sign(differences[i]) * Math.Sign(differences[i + lag]));
            }

            double deviation = (equal / pairs - ShareOfWhite(lag)) * 2 * Math.Sqrt(pairs) / Overlap;
            largest = Math.Max(largest, Math.Abs(deviation));
        }

        return largest;
    }

    /// <summary>z_(i-1) - 2 z_i + z_(i+1).</summary>
    public static double[] Of(IReadOnlyList<double> values) => [.. Enumerable.Range(1, Math.Max(0, values.Count - 2))
        .Select(i => values[i - 1] - 2 * values[i] + values[i + 1])];

    private static double ShareOfWhite(int lag)
    {
        double correlation = lag switch { 1 => -2.0 / 3, 2 => 1.0 / 6, _ => 0 };
        return 0.5 + Math.Asin(correlation) / Math.PI;
    }
}
