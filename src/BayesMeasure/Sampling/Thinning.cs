namespace BayesMeasure.Sampling;

/// <summary>
/// Which sweeps of a run are kept, so that its record never takes more memory than it may: all of them until there is no room for
/// more, then every second one from the first, then every fourth, and so on. Which these are depends on their number alone, so
/// that a run that was resumed keeps the same, and what is kept has the bits that it would have without.
/// </summary>
/// <param name="mostRows">The most sweeps that are kept, at least 2.</param>
internal sealed class Thinning(int mostRows)
{
    /// <summary>
    /// However many chains and rungs there are, so many sweeps are kept: of fewer, nothing can be said of convergence.
    /// </summary>
    private const int FewestRows = 512;

    /// <summary>More sweeps than a run can make lie between two rows of this stride.</summary>
    public const int MostStride = 1 << 30;

    /// <summary>The most sweeps that are kept.</summary>
    public int MostRows { get; } = mostRows;

    /// <summary>The thinning of a run.</summary>
    /// <param name="options">The settings of the run.</param>
    /// <param name="parameters">The number of unknowns.</param>
    /// <param name="rungs">The number of rungs.</param>
    public static Thinning Of(ReplicaExchangeOptions options, int parameters, double rungs) => new((int)Math.Clamp(
        options.RecordBytes / (options.Chains * ChainRecord.BytesOfRow(parameters, rungs)), FewestRows, int.MaxValue / 2));

    /// <summary>How many rows a number of sweeps has.</summary>
    /// <param name="sweeps">The number of sweeps.</param>
    /// <param name="stride">The sweeps from one row to the next.</param>
    public static int Rows(int sweeps, int stride) => (int)(((long)sweeps + stride - 1) / stride);

    /// <summary>
    /// The sweeps from one row to the next where so many were made: the smallest power of 2 that there is room for.
    /// </summary>
    public int StrideAt(int sweeps)
    {
        int stride = 1;
        while (Rows(sweeps, stride) > MostRows)
        {
            stride *= 2;
        }

        return stride;
    }
}
