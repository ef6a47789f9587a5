using BayesMeasure.Measurements;

namespace BayesMeasure.Formats;

/// <summary>
/// What to read of a file: <c>new ReadOptions { From = 700, To = 740, Bin = 4 }</c>. By default everything is found out.
/// </summary>
public sealed record ReadOptions
{
    /// <summary>The smallest x to keep, in the unit of the file. Default: null, all.</summary>
    public double? From { get; init; }

    /// <summary>The largest x to keep. Default: null, all.</summary>
    public double? To { get; init; }

    /// <summary>
    /// How many neighbouring points become one: x is their mean, and so is y with its error; where y are counts without errors
    /// they are added up, which keeps them counts. Default: 1, each point as it is.
    /// </summary>
    public int Bin { get; init; } = 1;

    /// <summary>The curve to read, by a name of <see cref="ReadMeasurement.Curves"/>. Default: null, the first.</summary>
    public string? Curve { get; init; }

    /// <summary>How many lines at the start of a text not to look at. Default: 0.</summary>
    public int Skip { get; init; }

    /// <summary>The column of x, by name or by number from 1. Default: null, the first that is no mere index.</summary>
    public CsvColumn? XColumn { get; init; }

    /// <summary>
    /// The column of y, by name or by number from 1. Default: null, the second, or the third where x is the second.
    /// </summary>
    public CsvColumn? YColumn { get; init; }

    /// <summary>
    /// The column of the standard deviations of y. Default: null, one that says by its name or place that it is.
    /// </summary>
    public CsvColumn? SigmaColumn { get; init; }

    /// <summary>
    /// Whether standard deviations of the file are left out, for a noise that knows better, such as that of counts.
    /// </summary>
    public bool WithoutSigma { get; init; }

    /// <summary>
    /// Whether a comma in a number is a decimal comma (true) or separates thousands (false). Default: null, found out; where
    /// every comma is followed by three digits, nobody can, and the file is refused.
    /// </summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Formats of one's own, which look at a file before those of the library do. Default: none.</summary>
    public IReadOnlyList<IMeasurementFormat> Formats { get; init; } = [];

    /// <summary>Whether something is asked for that only formats with columns have.</summary>
    internal bool AsksForColumns => Skip > 0 || XColumn != null || YColumn != null || SigmaColumn != null || DecimalComma != null;

    /// <summary>Refuses settings that no file can fit.</summary>
    /// <exception cref="ArgumentException">A setting is out of range, or two contradict each other.</exception>
    internal ReadOptions RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Bin, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Skip);
        if (From is { } from && To is { } to && !(from < to))
        {
            throw new ArgumentException(FormattableString.Invariant($"From is {from} and To is {to}: From must be below To."));
        }

        if (WithoutSigma && SigmaColumn != null)
        {
            throw new ArgumentException("SigmaColumn names a column that WithoutSigma leaves out: set one of them.");
        }

        return this;
    }
}
