namespace BayesMeasure.Measurements;

/// <summary>
/// Which columns of a text file make a measurement: <c>new CsvOptions { YColumn = "counts", SigmaColumn = 3 }</c>.
/// </summary>
public sealed record CsvOptions
{
    /// <summary>The column of x, by name or by number from 1. Default: 1.</summary>
    public CsvColumn XColumn { get; init; } = 1;

    /// <summary>The column of y, by name or by number from 1. Default: 2.</summary>
    public CsvColumn YColumn { get; init; } = 2;

    /// <summary>The column of the standard deviations of y, by name or by number from 1. Default: none.</summary>
    public CsvColumn? SigmaColumn { get; init; }
}
