namespace BayesMeasure.Summaries;

/// <summary>The posterior of one peak's measures, which do not depend on how its shape is parameterised.</summary>
/// <param name="Name">"peak 2" for the second of several equal peaks, with its label in front if it has one.</param>
/// <param name="Component">The place among equal peaks, from 1; null for a peak that is not repeated.</param>
/// <param name="Position">Where the maximum is.</param>
/// <param name="Height">The height of the maximum.</param>
/// <param name="Width">The full width at half maximum.</param>
/// <param name="Area">
/// The area under the peak, of its main line where it has several. Infinite where the integral diverges.
/// </param>
/// <param name="TotalArea">The area of all its lines together; null where it has one.</param>
public sealed record PeakSummary(
    string Name,
    int? Component,
    QuantitySummary Position,
    QuantitySummary Height,
    QuantitySummary Width,
    QuantitySummary Area,
    QuantitySummary? TotalArea)
{
    /// <summary>All measures that the peak has.</summary>
    public IEnumerable<QuantitySummary> Quantities =>
        TotalArea is null ? [Position, Height, Width, Area] : [Position, Height, Width, Area, TotalArea];
}
