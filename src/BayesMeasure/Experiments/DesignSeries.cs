using BayesMeasure.Noise;

namespace BayesMeasure.Experiments;

/// <summary>Designs of a measurement along one quantity, from the least effort to the greatest.</summary>
public sealed record DesignSeries
{
    /// <summary>A series of any kind.</summary>
    /// <param name="quantity">What the setting of a design is, such as "exposure".</param>
    /// <param name="designs">At least one, from the least effort to the greatest; all settings finite and different.</param>
    /// <exception cref="ArgumentException">There is no design, or settings are equal or not finite.</exception>
    public DesignSeries(string quantity, params IReadOnlyList<MeasurementDesign> designs)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(quantity);
        ArgumentNullException.ThrowIfNull(designs);
        if (designs.Count == 0 || designs.DistinctBy(design => design.Setting).Count() < designs.Count
            || designs.Any(design => !double.IsFinite(design.Setting)))
        {
            throw new ArgumentException(
                "A series has at least one design, and each has a finite setting of its own.", nameof(designs));
        }

        Quantity = quantity;
        Designs = [.. designs];
    }

    /// <summary>What the setting of a design is.</summary>
    public string Quantity { get; }

    /// <summary>The unit of the setting; null when it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>The designs, from the least effort to the greatest.</summary>
    public IReadOnlyList<MeasurementDesign> Designs { get; }

    /// <summary>
    /// The power of the setting with which posterior widths go where the data outweigh the prior, such as -1/2 for an exposure;
    /// null when there is none.
    /// </summary>
    public double? WidthExponent { get; init; }

    /// <summary>
    /// Counts at several exposures: y ~ Poisson(T f). Widths go as T^(-1/2) (Nagata et al., JPSJ 88, 044003, 2019).
    /// </summary>
    /// <param name="x">Where is counted.</param>
    /// <param name="exposures">The exposures T of all points, ascending: above 0, finite.</param>
    /// <exception cref="ArgumentException">There is no exposure, or an exposure or an x is out of range.</exception>
    public static DesignSeries OfExposures(IEnumerable<double> x, params IEnumerable<double> exposures)
    {
        var points = MeasurementDesign.At(x);
        return new(
            "exposure", [.. exposures.Select(time => new MeasurementDesign(time, points, PoissonNoise.WithExposure(time)))])
        {
            WidthExponent = -0.5,
        };
    }

    /// <summary>Gaussian noise of several known levels. Widths are proportional to the level.</summary>
    /// <param name="x">Where is measured.</param>
    /// <param name="levels">The standard deviations of the noise, descending: above 0, finite.</param>
    /// <exception cref="ArgumentException">There is no level, or a level or an x is out of range.</exception>
    public static DesignSeries OfNoiseLevels(IEnumerable<double> x, params IEnumerable<double> levels)
    {
        var points = MeasurementDesign.At(x);
        return new("noise level", [.. levels.Select(sigma => new MeasurementDesign(sigma, points, GaussianNoise.Known(sigma)))])
        {
            WidthExponent = 1,
        };
    }

    /// <summary>Several numbers of points, evenly spaced over the same range. Widths go as N^(-1/2).</summary>
    /// <param name="from">The first point; finite.</param>
    /// <param name="to">The last point; finite.</param>
    /// <param name="noise">How measured values will scatter, whatever their number.</param>
    /// <param name="counts">The numbers of points, ascending: at least 2.</param>
    /// <exception cref="ArgumentException">There is no number, or one is too small.</exception>
    public static DesignSeries OfPointCounts(double from, double to, NoiseModel noise, params IEnumerable<int> counts) =>
        new(
            "number of points",
            [.. counts.Select(count => new MeasurementDesign(count, MeasurementDesign.At(Grid(from, to, count)), noise))])
        {
            WidthExponent = -0.5,
        };

    private static IEnumerable<double> Grid(double from, double to, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1));
    }
}
