namespace BayesMeasure.Models;

/// <summary>What a peak is in numbers, whatever its parameters are.</summary>
/// <param name="Area">
/// The area under the peak, in units of y times x; of a peak of several lines, that of the main line. Infinity where the integral
/// diverges, NaN where the parameters lie outside their domain.
/// </param>
/// <param name="Height">The largest value, in units of y; the lowest one of a dip.</param>
/// <param name="Width">The full width at half maximum, in units of x.</param>
/// <param name="Position">
/// Where the largest value is taken, in units of x. A skew peak has its maximum beside its "center".
/// </param>
public readonly record struct PeakMeasures(double Area, double Height, double Width, double Position)
{
    /// <summary>The area of all lines together; that of the main line where there is no other.</summary>
    public double TotalArea { get; init; } = Area;
}
