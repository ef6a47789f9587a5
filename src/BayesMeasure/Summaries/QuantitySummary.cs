using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Reports;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Summaries;

/// <summary>The posterior of any quantity that the parameters determine, in numbers.</summary>
/// <remarks>A NaN in any draw makes all numbers NaN; infinite draws are counted as what they are.</remarks>
/// <example>
/// <code>
/// QuantitySummary distance = QuantitySummary.Of(result, "distance", draw => draw["center[2]"] - draw["center[1]"]);
/// </code>
/// </example>
public sealed record QuantitySummary
{
    private QuantitySummary(string name, IReadOnlyList<double[]> chains, double best)
    {
        double[] sorted = [.. chains.SelectMany(chain => chain).Order()];
        bool isNumber = sorted.Length > 0 && !double.IsNaN(sorted[0]);
        double Quantile(double share) => isNumber ? SortedArrayStatistics.Quantile(sorted, share) : double.NaN;
        Name = name;
        // The running mean of infinite numbers would be NaN.
        Mean = !isNumber || sorted.All(double.IsFinite) ? ArrayStatistics.Mean(sorted) : sorted.Average();
        StandardDeviation = ArrayStatistics.StandardDeviation(sorted);
        Quantile05 = Quantile(0.05);
        Median = Quantile(0.5);
        Quantile95 = Quantile(0.95);
        MaximumAPosteriori = best;
        Convergence = ConvergenceDiagnostics.Of(chains);
    }

    /// <summary>The name of the quantity.</summary>
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

    /// <summary>Summarises a quantity that is computed from every draw of a result.</summary>
    /// <param name="result">The result of an inference.</param>
    /// <param name="name">The name of the quantity.</param>
    /// <param name="quantity">The quantity, given one draw.</param>
    /// <param name="orderBy">
    /// The parameter by which interchangeable components are ordered within each draw beforehand, as in
    /// <see cref="PosteriorSummary.Of(Result, string)"/>.
    /// </param>
    /// <exception cref="KeyNotFoundException">The quantity asks for an unknown that the posterior does not have.</exception>
    public static QuantitySummary Of(
        Result result, string name, Func<Draw, double> quantity, string? orderBy = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(quantity);
        return Of(ComponentOrder.Arrange(result.Target, result.Draws, orderBy).Draws, name, quantity);
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

    /// <summary>The name, the mean and the standard deviation.</summary>
    public override string ToString() =>
        $"{Name} = {new ValueWithError(Mean, StandardDeviation)} {Unit}".TrimEnd();
}
