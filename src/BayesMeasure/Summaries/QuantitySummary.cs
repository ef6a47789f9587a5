using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Summaries;

/// <summary>The posterior of a parameter, or of any quantity that the parameters determine, in numbers.</summary>
/// <remarks>A NaN in any draw makes all numbers NaN; infinite draws are counted as what they are.</remarks>
/// <example>
/// <code>
/// QuantitySummary distance = result.Quantity("distance", draw => draw["center[2]"] - draw["center[1]"]);
/// </code>
/// </example>
public sealed record QuantitySummary
{
    private readonly double[] sorted;

    private QuantitySummary(string name, IReadOnlyList<double[]> chains, double best)
    {
        sorted = [.. chains.SelectMany(chain => chain).Order()];
        Name = name;
        var moments = SampleMoments.Of(sorted);
        Mean = moments.Mean;
        StandardDeviation = moments.StandardDeviation;
        Quantile05 = QuantileOf(0.05);
        Median = QuantileOf(0.5);
        Quantile95 = QuantileOf(0.95);
        MaximumAPosteriori = best;
        Convergence = ConvergenceDiagnostics.Of(chains);
    }

    /// <summary>The name of the quantity; the full name of a parameter, such as "center[2]".</summary>
    public string Name { get; }

    /// <summary>The unit of all numbers but those of convergence; null where there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>The posterior mean.</summary>
    public double Mean { get; }

    /// <summary>The posterior standard deviation.</summary>
    public double StandardDeviation { get; }

    /// <summary>The 5 % quantile.</summary>
    public double Quantile05 { get; }

    /// <summary>The 50 % quantile.</summary>
    public double Median { get; }

    /// <summary>The 95 % quantile.</summary>
    public double Quantile95 { get; }

    /// <summary>Its value in the draw of the highest posterior density: one point, not a summary.</summary>
    public double MaximumAPosteriori { get; }

    /// <summary>How far the numbers can be trusted.</summary>
    public ConvergenceDiagnostics Convergence { get; }

    private bool IsNumber => sorted.Length > 0 && !double.IsNaN(sorted[0]);

    /// <summary>A quantile of the draws.</summary>
    /// <param name="probability">The share of the draws that lies below: from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public double Quantile(double probability) => probability is >= 0 and <= 1
        ? QuantileOf(probability)
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");

    /// <summary>The interval that leaves out as many draws below it as above it.</summary>
    /// <param name="level">The share of the draws within, such as 0.9: above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval EqualTailedInterval(double level)
    {
        double outside = 1 - Checked(level);
        return new(QuantileOf(0.5 * outside), QuantileOf(1 - 0.5 * outside));
    }

    /// <summary>
    /// The shortest interval that holds a share of the draws: that of the highest density where there is one mode.
    /// </summary>
    /// <remarks>M.-H. Chen and Q.-M. Shao, J. Comput. Graph. Stat. 8, 69 (1999).</remarks>
    /// <param name="level">The share of the draws within, such as 0.9: above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval HighestDensityInterval(double level)
    {
        int within = Math.Max(1, (int)Math.Ceiling(Checked(level) * sorted.Length));
        return !IsNumber ? new(double.NaN, double.NaN) : Enumerable.Range(0, sorted.Length - within + 1)
            .Select(first => new Interval(sorted[first], sorted[first + within - 1]))
            .MinBy(interval => interval.Length);
    }

    /// <summary>Summarises a quantity of draws as they are.</summary>
    internal static QuantitySummary Of(Draws draws, string name, Func<Draw, double> quantity)
    {
        var positions = draws.Parameters.Select((parameter, position) => (parameter.Name, position)).ToDictionary();
        double[][] chains = [.. Enumerable.Range(0, draws.Chains).Select(chain =>
            Enumerable.Range(0, draws.Count).Select(draw => quantity(new(draws, positions, chain, draw))).ToArray())];
        return Of(draws, name, chains);
    }

    /// <summary>Summarises the values that a quantity has in the draws, chain by chain.</summary>
    internal static QuantitySummary Of(Draws draws, string name, IReadOnlyList<double[]> chains)
    {
        (int chain, int draw) = draws.MostProbable();
        return new(name, chains, draws.Count > 0 ? chains[chain][draw] : double.NaN);
    }

    private static double Checked(double level) => level is > 0 and < 1
        ? level
        : throw new ArgumentOutOfRangeException(
            nameof(level), level, "The level of an interval lies between 0 and 1, such as 0.9.");

    private double QuantileOf(double share) => IsNumber ? SortedArrayStatistics.Quantile(sorted, share) : double.NaN;

    /// <summary>The name, the mean and the standard deviation.</summary>
    public override string ToString() =>
        $"{Name} = {new ValueWithError(Mean, StandardDeviation)} {Unit}".TrimEnd();
}
