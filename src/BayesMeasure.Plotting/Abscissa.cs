using System.Globalization;
using BayesMeasure.Measurements;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>How an axis of x is drawn.</summary>
/// <param name="IsLogarithmic">Whether it has equal steps for equal ratios.</param>
/// <param name="IsReversed">Whether it runs from right to left; null to tell by what it measures.</param>
internal readonly record struct AxisStyle(bool IsLogarithmic, bool? IsReversed)
{
    /// <summary>Whether it runs from right to left, as binding energies and chemical shifts do by custom.</summary>
    public bool RunsLeft(Measurement measurement) => IsReversed
        ?? (measurement.XName.Contains("binding", StringComparison.OrdinalIgnoreCase)
            || measurement.XName.Contains("chemical shift", StringComparison.OrdinalIgnoreCase)
            || measurement.XUnit is "ppm");
}

/// <summary>The axis of x: where a value is drawn, and what is written below.</summary>
internal sealed class Abscissa
{
    private const double Margin = 0.01;
    private const int MostLabels = 9;

    private readonly bool isLogarithmic;
    private readonly bool runsLeft;
    private readonly double first;
    private readonly double last;

    /// <exception cref="ArgumentException">A logarithmic axis would have to show what is not positive.</exception>
    public Abscissa(Measurement measurement, AxisStyle style)
    {
        (isLogarithmic, runsLeft) = (style.IsLogarithmic, style.RunsLeft(measurement));
        Interval range = measurement.XRange;
        if (isLogarithmic && range.Minimum <= 0)
        {
            throw new ArgumentException(
                "A logarithmic axis shows positive x alone, but the measurement has others.", nameof(style));
        }

        (first, last) = (Place(range.Minimum), Place(range.Maximum));
    }

    /// <summary>
    /// The ends of the axis, a little beyond the data; the larger one to the left where it runs from right to left.
    /// </summary>
    public (double Left, double Right) Limits => runsLeft
        ? (last + Margin * (last - first), first - Margin * (last - first))
        : (first - Margin * (last - first), last + Margin * (last - first));

    /// <summary>Values of x that lie equally dense along the axis, from end to end of the data.</summary>
    public double[] Grid(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Value(first + (last - first) * i / (count - 1)))];

    /// <summary>Where values are drawn.</summary>
    public double[] Place(IEnumerable<double> values) => [.. values.Select(Place)];

    /// <summary>The ticks.</summary>
    public ITickGenerator CreateTicks()
    {
        if (!isLogarithmic)
        {
            return FigureStyle.CreateTicks(() => last - first);
        }

        var ticks = new NumericManual();
        (int lowest, int highest) = ((int)Math.Floor(first), (int)Math.Ceiling(last));
        int step = 1 + (highest - lowest) / MostLabels;
        for (int decade = lowest; decade <= highest; decade++)
        {
            ticks.AddMajor(decade, decade % step == 0 ? PowerOfTen(decade) : "");
            for (int digit = 2; digit < 10; digit++)
            {
                ticks.AddMinor(decade + Math.Log10(digit));
            }
        }

        return ticks;
    }

    private double Place(double value) => isLogarithmic ? Math.Log10(value) : value;

    private double Value(double place) => isLogarithmic ? Math.Pow(10, place) : place;

    /// <summary>A power of ten, as for print.</summary>
    public static string PowerOfTen(int exponent) => "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture)
        .Select(character => character == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[character - '0']));
}
