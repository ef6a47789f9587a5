using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Scans of SPEC, which controls many beamlines and diffractometers: "#S 3 ascan th 0 1 10 1" begins a scan, "#L" names its
/// columns, two spaces apart. By its custom x is the first column and y the last.
/// </summary>
internal sealed class SpecFormat : IMeasurementFormat
{
    /// <inheritdoc/>
    public string Name => "SPEC scans";

    /// <inheritdoc/>
    public bool HasColumns => true;

    /// <inheritdoc/>
    public bool Recognizes(FileContent content) => content.IsText && content.Lines.Count > 0
        && (content.Lines[0].StartsWith("#F ") || content.Lines[0].StartsWith("#S "))
        && Enumerable.Range(0, content.Lines.Count).Any(line => content.Lines[line].StartsWith("#L "));

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        int[] starts = [.. Enumerable.Range(0, content.Lines.Count).Where(line => content.Lines[line].StartsWith("#S "))];
        return
        [
            .. starts.Select((start, i) => new FoundCurve(
                $"scan {content.Lines[start][3..].Trim()}",
                () => Read(content, start, i + 1 < starts.Length ? starts[i + 1] : content.Lines.Count, options))),
        ];
    }

    private static CurveData Read(FileContent content, int start, int end, ReadOptions options)
    {
        int labels = Enumerable.Range(start, end - start).FirstOrDefault(line => content.Lines[line].StartsWith("#L "), -1);
        if (labels < 0)
        {
            throw content.ErrorAt(start + 1, "The scan has no labels (#L) for its columns.", "Choose another scan.");
        }

        string[] names = content.Lines[labels][3..].ToString().Split(
            "  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        RequireScalars(content, labels + 1, end);
        NumberBlock numbers = NumberBlock.Read(content, labels + 1, end);
        if (numbers.Columns.Length < 2 || numbers.Columns.Length != names.Length)
        {
            throw content.ErrorAt(
                labels + 1,
                $"The scan has {names.Length} labels, but {numbers.Columns.Length} columns.",
                "It was ended early, or is broken: choose another one.");
        }

        int x = Find(content, labels, names, options.XColumn, 0);
        int y = Find(content, labels, names, options.YColumn, names.Length - 1);
        int? sigma = options.SigmaColumn is { } column ? Find(content, labels, names, column, 0) : null;
        return new(numbers.Columns[x], numbers.Columns[y])
        {
            Sigma = sigma is { } position ? numbers.Columns[position] : null,
            XName = names[x],
            YName = names[y],
            Lines = numbers.Lines,
            Remarks = options.YColumn == null ? [$"y is the last column, \"{names[y]}\", as is the custom of SPEC."] : [],
        };
    }

    /// <summary>Spectra within a scan (@A) are of another kind than its points.</summary>
    private static void RequireScalars(FileContent content, int start, int end)
    {
        int spectrum = Enumerable.Range(start, end - start).FirstOrDefault(
            line => content.Lines[line].TrimStart().StartsWith("@"), -1);
        if (spectrum >= 0)
        {
            throw content.ErrorAt(
                spectrum + 1,
                "The scan holds spectra of a detector (@A), which are not read.",
                "Export the spectrum as text with columns.");
        }
    }

    private static int Find(FileContent content, int labels, string[] names, CsvColumn? column, int usual)
    {
        int index = column == null ? usual
            : column.Number is { } number ? number - 1
            : Array.FindIndex(names, name => name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 && index < names.Length ? index : throw content.ErrorAt(
            labels + 1, $"There is no column {column}.", $"The scan has \"{string.Join("\", \"", names)}\".");
    }
}
