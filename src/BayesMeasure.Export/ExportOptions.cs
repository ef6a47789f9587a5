namespace BayesMeasure.Export;

/// <summary>What goes into a netCDF file or a Zarr folder beside the posterior.</summary>
public sealed record ExportOptions
{
    /// <summary>
    /// Of how many draws of each chain measurements are predicted, noise included, spaced evenly; at least 0, where 0 leaves the
    /// group posterior_predictive out. Default: 500.
    /// </summary>
    public int PredictedDraws { get; init; } = 500;

    /// <summary>How many draws from the prior; at least 0, where 0 leaves the group prior out. Default: 1,000.</summary>
    public int PriorDraws { get; init; } = 1000;

    /// <summary>
    /// Whether the log likelihood is given point by point, as leave-one-out cross-validation needs it: one number a draw and a
    /// point, which for long data is most of the file. Where the noise of a point depends on that of others, there is the sum
    /// alone. Default: true.
    /// </summary>
    public bool WithPoints { get; init; } = true;

    /// <summary>
    /// What is written as the time of creation; null, the default, for none, so that the same result gives the same bytes.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Throws when a number is negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of draws is negative.</exception>
    internal void RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(PredictedDraws);
        ArgumentOutOfRangeException.ThrowIfNegative(PriorDraws);
    }
}
