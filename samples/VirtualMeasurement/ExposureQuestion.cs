namespace PlanExposure;

/// <summary>
/// How long must one count to see all three peaks? The peaks of the benchmark of Nagata, Sugita and Okada (Neural Networks 28,
/// 2012) as rates, a hundred counts where that has one unit, on a background of 10.
/// </summary>
public static class ExposureQuestion
{
    private const int Points = 301;
    private const double Spacing = 0.01;

    /// <summary>Amplitude, precision and center of each peak, and the background.</summary>
    public static IReadOnlyList<double> TrueValues { get; } =
    [
        58.7, 95.689, 1.210,
        152.2, 146.837, 1.455,
        118.3, 164.469, 1.703,
        10,
    ];

    /// <summary>The exposures that could be chosen.</summary>
    /// <param name="exposures">The counting times of a point, ascending.</param>
    public static DesignSeries Exposures(params IEnumerable<double> exposures) =>
        DesignSeries.OfExposures(Enumerable.Range(0, Points).Select(i => Spacing * i), exposures);

    /// <summary>The question: what is true, and what could be inferred.</summary>
    /// <param name="fewest">The smallest number of peaks.</param>
    /// <param name="most">The largest number of peaks.</param>
    public static VirtualMeasurement Create(int fewest, int most)
    {
        // <virtual-measurement>
        ForwardModel background = ForwardModel.Of<ConstantBackground>();
        var truth = Truth.Of("K = 3", ForwardModel.Of<GaussianPrecisionPeak>().Repeat(3) + background, TrueValues);

        var peak = new Prior
        {
            ["amplitude"] = Prior.Uniform(40, 300),
            ["precision"] = Prior.Gamma(5, 0.04),
            ["center"] = Prior.Normal(1.5, Math.Sqrt(0.2)),
        };
        var offset = new Prior { ["offset"] = Prior.Gamma(2, 0.1) };
        var family = ModelFamily.Of<GaussianPrecisionPeak>(fewest, most, peak, PoissonNoise.Counts, background, offset);

        return new VirtualMeasurement(truth, family);
        // </virtual-measurement>
    }
}
