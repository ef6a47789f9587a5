using System.CommandLine;
using System.Globalization;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Commands;

/// <summary>What is read of each curve: from the command line into the plan, and from the plan into the reader.</summary>
internal sealed class ReadingArguments
{
    private readonly Option<double?> from = OptionOf.Number("--from", "The smallest x to keep.");
    private readonly Option<double?> to = OptionOf.Number("--to", "The largest x to keep.");
    private readonly Option<int?> bin = OptionOf.Count("--bin", "How many neighbouring points become one.");
    private readonly Option<string?> x = OptionOf.Text("--x", "COLUMN", "The column of x in texts, by name or number.");
    private readonly Option<string?> y = OptionOf.Text("--y", "COLUMN", "The column of y.");
    private readonly Option<string?> sigma = OptionOf.Text("--sigma", "COLUMN", "The column of the standard deviations.");
    private readonly Option<bool> withoutSigma = OptionOf.Flag("--without-sigma", "Leave out standard deviations of the files.");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [from, to, bin, x, y, sigma, withoutSigma];

    /// <summary>What the arguments ask for.</summary>
    public PlannedReading Read(ParseResult arguments) => new()
    {
        From = arguments.GetValue(from),
        To = arguments.GetValue(to),
        Bin = arguments.GetValue(bin) ?? 1,
        X = arguments.GetValue(x),
        Y = arguments.GetValue(y),
        Sigma = arguments.GetValue(sigma),
        WithoutSigma = arguments.GetValue(withoutSigma),
    };

    /// <summary>Opens the source of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Where it lies.</param>
    /// <param name="path">Where the source lies by now; null for where it did.</param>
    /// <exception cref="BatchException">The plan names none, or there is nothing.</exception>
    public static IMeasurementSource Open(BatchPlan plan, string folder, string? path)
    {
        path ??= plan.Source.Path ?? throw new BatchException(
            $"{folder}/{FolderLayout.Plan}",
            "names no file of its source.",
            "Name it by --source, or run the program that planned.");
        try
        {
            return MeasurementSource.Open(path, OptionsOf(plan.Source.Reading));
        }
        catch (FileNotFoundException error)
        {
            throw new BatchException(path, "is not there.", "Put it back, or say by --source where it is now.", error);
        }
    }

    /// <summary>The options of a reader.</summary>
    public static ReadOptions OptionsOf(PlannedReading? reading) => reading is null ? new() : new()
    {
        From = reading.From,
        To = reading.To,
        Bin = reading.Bin,
        XColumn = ColumnOf(reading.X),
        YColumn = ColumnOf(reading.Y),
        SigmaColumn = ColumnOf(reading.Sigma),
        WithoutSigma = reading.WithoutSigma,
    };

    /// <summary>Where a source lies, from wherever a worker begins: the part of a path inside a file stays as it is.</summary>
    public static string FullPathOf(string source)
    {
        int inside = source.IndexOf("::", StringComparison.Ordinal);
        return inside < 0 ? Path.GetFullPath(source) : Path.GetFullPath(source[..inside]) + source[inside..];
    }

    private static CsvColumn? ColumnOf(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (CsvColumn)number
        : (CsvColumn)text;
}
