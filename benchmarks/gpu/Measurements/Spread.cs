namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>A quantity that was measured several times.</summary>
/// <param name="Median">The median.</param>
/// <param name="Smallest">The smallest value.</param>
/// <param name="Largest">The largest value.</param>
/// <param name="Values">All values, in the order in which they were measured.</param>
internal sealed record Spread(double Median, double Smallest, double Largest, IReadOnlyList<double> Values)
{
    /// <summary>Of values, at least one.</summary>
    public static Spread Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]), sorted[0], sorted[^1], values);
    }

    /// <summary>The median, and the range in brackets, in three digits.</summary>
    public override string ToString() => FormattableString.Invariant($"{Median:G3} ({Smallest:G3} to {Largest:G3})");
}
