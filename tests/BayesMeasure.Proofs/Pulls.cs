using MathNet.Numerics.Statistics;

namespace BayesMeasure.Proofs;

/// <summary>
/// The pulls (estimate - truth) / error of many independent runs: mean 0 and standard deviation 1 where error bars are honest.
/// </summary>
internal sealed class Pulls(IReadOnlyList<double> values)
{
    public double Mean { get; } = values.Mean();

    public double StandardDeviation { get; } = values.StandardDeviation();

    public double ShareWithinOne { get; } = values.Count(pull => Math.Abs(pull) < 1) / (double)values.Count;

    public double ShareWithinTwo { get; } = values.Count(pull => Math.Abs(pull) < 2) / (double)values.Count;

    /// <summary>How far the standard deviation may be from 1 by chance, one standard error.</summary>
    public double ErrorOfDeviation { get; } = 1 / Math.Sqrt(2.0 * (values.Count - 1));

    /// <summary>The mean and the standard deviation are within so many of their standard errors of 0 and 1.</summary>
    public bool AreStandard(double errors) =>
        Math.Abs(Mean) < errors / Math.Sqrt(values.Count) && Math.Abs(StandardDeviation - 1) < errors * ErrorOfDeviation;

    public override string ToString() => FormattableString.Invariant(
        $"{values.Count} pulls: mean {Mean:F2}, sd {StandardDeviation:F2} +- {ErrorOfDeviation:F2}, within 1: {ShareWithinOne:P0}, within 2: {ShareWithinTwo:P0}");
}
