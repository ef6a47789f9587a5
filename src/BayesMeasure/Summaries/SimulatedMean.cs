using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>A mean over simulated measurements.</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardError">Its standard error, from the scatter between the measurements; NaN for a single one.</param>
public readonly record struct SimulatedMean(double Value, double StandardError)
{
    internal ValueWithError WithError => new(Value, StandardError);

    /// <summary>The mean with its error, such as "0.83 +- 0.04".</summary>
    public override string ToString() => WithError.ToString();

    /// <summary>The mean of independent values.</summary>
    internal static SimulatedMean Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double square = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, Math.Sqrt(square / (values.Count - 1.0) / values.Count));
    }
}
