namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>Differences in combined standard errors.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="ShareWithinThree">The share within three standard errors; of normal numbers it is 0.9973.</param>
/// <param name="Largest">The largest magnitude.</param>
/// <param name="RootMeanSquare">The root of the mean square; 1 where the standard errors are right.</param>
internal sealed record Pulls(int Count, double ShareWithinThree, double Largest, double RootMeanSquare)
{
    /// <summary>The difference of two estimates in units of its standard error.</summary>
    public static double Between(double one, double errorOfOne, double other, double errorOfOther) =>
        (one - other) / Math.Sqrt(errorOfOne * errorOfOne + errorOfOther * errorOfOther);

    /// <summary>Of differences.</summary>
    public static Pulls Of(IEnumerable<double> differences)
    {
        double[] pulls = [.. differences.Select(Math.Abs)];
        return new(
            pulls.Length,
            pulls.Count(pull => pull <= 3) / (double)pulls.Length,
            pulls.Max(),
            Math.Sqrt(pulls.Average(pull => pull * pull)));
    }

    /// <summary>The share and the largest.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{100 * ShareWithinThree:F1} % of {Count}; largest {Largest:F1}, root mean square {RootMeanSquare:F2}");
}
