using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>
/// Counts as Gaussian values, beside a background whose integral has a closed form in Gaussian noise alone: the variance of a
/// point is what is expected there, for which the binomial mean of five neighbours stands. A count by itself does not: its root
/// gives low counts more weight than high ones.
/// </summary>
internal static class SmoothedCounts
{
    /// <summary>Of as many expected counts and more the distribution is near enough to a normal one.</summary>
    private const double Fewest = 20;

    private static readonly double[] Weights = [1, 4, 6, 4, 1];

    /// <summary>The counts with a standard deviation each, and a remark that says so.</summary>
    /// <param name="measured">Counts.</param>
    /// <exception cref="UserErrorException">There are too few of them somewhere.</exception>
    public static MeasuredData Of(MeasuredData measured)
    {
        Measurement curve = measured.Curve;
        double[] expected = [.. Enumerable.Range(0, curve.Count).Select(i => Mean(curve, i))];
        int least = Array.IndexOf(expected, expected.Min());
        return expected[least] >= Fewest
            ? measured.WithSigma(
                expected.Select(Math.Sqrt),
                "Beside a smooth background counts are taken for Gaussian values; sigma is the root of the mean of neighbours.")
            : throw new UserErrorException(
                FormattableString.Invariant($"--noise counts: a smooth background needs {Fewest} counts a point, and ")
                + FormattableString.Invariant($"{curve.Name} has {expected[least]:G2} near {curve.XName} = {curve.X[least]:G6}. ")
                + "Add up neighbours with --bin, or use --background polynomial:5.");
    }

    private static double Mean(Measurement curve, int point)
    {
        (double sum, double weights) = (0, 0);
        for (int k = 0; k < Weights.Length; k++)
        {
            int neighbour = point + k - Weights.Length / 2;
            if (neighbour >= 0 && neighbour < curve.Count)
            {
                sum += Weights[k] * curve.Y[neighbour];
                weights += Weights[k];
            }
        }

        return sum / weights;
    }
}
