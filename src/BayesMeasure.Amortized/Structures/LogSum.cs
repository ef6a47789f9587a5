namespace BayesMeasure.Amortized.Structures;

/// <summary>Sums of numbers that are given by their logarithms.</summary>
internal static class LogSum
{
    /// <summary>ln sum exp of some numbers; -infinity where all are, or where there is none.</summary>
    public static double Of(ReadOnlySpan<double> logs)
    {
        double largest = double.NegativeInfinity;
        foreach (double log in logs)
        {
            largest = Math.Max(largest, log);
        }

        if (double.IsNegativeInfinity(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (double log in logs)
        {
            sum += Math.Exp(log - largest);
        }

        return largest + Math.Log(sum);
    }
}
