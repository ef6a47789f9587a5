using BayesMeasure.Reports;

namespace BayesMeasure.Measurements;

/// <summary>A closed interval of numbers.</summary>
/// <param name="Minimum">The smallest number.</param>
/// <param name="Maximum">The largest number.</param>
public readonly record struct Interval(double Minimum, double Maximum)
{
    /// <summary>The distance from the smallest number to the largest.</summary>
    public double Length => Maximum - Minimum;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{ValueWithError.WithinRange(Minimum, Length)} .. {ValueWithError.WithinRange(Maximum, Length)}";
}
