using System.Text.RegularExpressions;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Reflectivity as the Open Reflectometry Standards Organisation writes it (.ort): a header in comments, of which "columns:" says
/// what the columns are, and one or more data sets.
/// </summary>
internal sealed partial class OrsoFormat : IMeasurementFormat
{
    private const string DataSet = "data_set:";

    /// <summary>The full width at half maximum of a normal distribution with standard deviation 1.</summary>
    private static readonly double FullWidth = 2 * Math.Sqrt(2 * Math.Log(2));

    /// <inheritdoc/>
    public string Name => "ORSO reflectivity (.ort)";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content) => content.IsText && content.Lines.Count > 0
        && content.Lines[0].StartsWith("#") && content.Lines[0].Contains(
            "ORSO reflectivity data file", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        var curves = new List<FoundCurve>();
        Column[] columns = [];
        string name = "0";
        int line = 0;
        while (line < content.Lines.Count)
        {
            int data = EndOfComments(content, line);
            (columns, name) = ReadHeader(content, line, data, columns, name, curves.Count);
            int end = EndOfData(content, data);
            if (HasNumbers(content, data, end))
            {
                Column[] own = columns;
                int start = data;
                curves.Add(new(name, () => Read(content, start, end, own)));
            }

            line = end;
        }

        return curves;
    }

    private static CurveData Read(FileContent content, int start, int end, Column[] columns)
    {
        NumberBlock numbers = NumberBlock.Read(content, start, end);
        if (columns.Length < 2 || numbers.Columns.Length < columns.Length || columns[0].ErrorOf != null
            || columns[1].ErrorOf != null)
        {
            throw content.ErrorAt(
                start + 1,
                $"The header describes {columns.Length} columns, the data have {numbers.Columns.Length}; first come Qz and R.",
                "Write the file again: its header is broken.");
        }

        int error = Array.FindIndex(columns, column => column.ErrorOf == columns[1].Name);
        (double[]? sigma, string remark) = error < 0
            ? (null, "The file has no error of R.")
            : ErrorOf(numbers.Columns[error], columns[error]);
        return new(numbers.Columns[0], numbers.Columns[1])
        {
            Sigma = sigma,
            XName = columns[0].Name,
            XUnit = columns[0].Unit,
            YName = columns[1].Name,
            YUnit = columns[1].Unit is "1" ? null : columns[1].Unit,
            Lines = numbers.Lines,
            Remarks =
            [
                remark,
                .. Array.Exists(columns, column => column.ErrorOf == columns[0].Name)
                    ? (string[])[$"The resolution of {columns[0].Name} is not read."]
                    : [],
            ],
        };
    }

    private static (double[]? Sigma, string Remark) ErrorOf(double[] values, Column column)
    {
        if (values.All(double.IsNaN))
        {
            return (null, "The error of R is not known (nan).");
        }

        return column switch
        {
            { IsFullWidth: true, Distribution: not "gaussian" } =>
                (null, $"The error of R is the full width of a {column.Distribution} distribution, and is not read."),
            { IsFullWidth: true } => (
                [.. values.Select(value => value / FullWidth)],
                "The error of R is a full width at half maximum, made a standard deviation."),
            _ => (values, "The standard deviations of y are those of the column \"error of R\"."),
        };
    }

    private static (Column[] Columns, string Name) ReadHeader(
        FileContent content, int start, int end, Column[] columns, string name, int number)
    {
        string header = string.Join(
            '\n', Enumerable.Range(start, end - start).Select(line => content.Lines[line].TrimStart('#').ToString()));
        Match list = ColumnList().Match(header);
        Match identifier = Identifier().Match(header);
        Column[] own = list.Success ? [.. Item().Split(list.Groups[1].Value).Skip(1).Select(Column.Parse)] : columns;
        return (own, identifier.Success ? identifier.Groups[1].Value.Trim().Trim('\'', '"') : number == 0 ? name : $"{number}");
    }

    private static int EndOfComments(FileContent content, int line)
    {
        while (line < content.Lines.Count && (content.Lines[line].StartsWith("#") || content.Lines[line].IsWhiteSpace()))
        {
            line++;
        }

        return line;
    }

    private static int EndOfData(FileContent content, int line)
    {
        while (line < content.Lines.Count && !IsSeparator(content.Lines[line]))
        {
            line++;
        }

        return line;
    }

    private static bool IsSeparator(ReadOnlySpan<char> line) =>
        line.StartsWith("#") && line.TrimStart("# ").StartsWith(DataSet);

    private static bool HasNumbers(FileContent content, int start, int end) =>
        Enumerable.Range(start, end - start).Any(
            line => !content.Lines[line].IsWhiteSpace() && !content.Lines[line].StartsWith("#"));

    [GeneratedRegex(
        @"(?:^|\n)\s*columns:[^\n]*\n((?:\s*(?:- |-\t|[\w]+:|\}|\w+ ?:)[^\n]*(?:\n|$))*)", RegexOptions.NonBacktracking)]
    private static partial Regex ColumnList();

    [GeneratedRegex(@"(?:^|\n)\s*data_set:([^\n]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?:^|\n)\s*-\s", RegexOptions.NonBacktracking)]
    private static partial Regex Item();

    /// <summary>What the header says of a column.</summary>
    private sealed record Column(string Name, string? Unit, string? ErrorOf, bool IsFullWidth, string Distribution)
    {
        public static Column Parse(string text)
        {
            string? Entry(string key)
            {
                int at = text.IndexOf($"{key}:", StringComparison.Ordinal);
                return at < 0 ? null : text[(at + key.Length + 1)..].Split(',', '}', '\n')[0].Trim().Trim('\'', '"');
            }

            return new(
                Entry("name") ?? "",
                Entry("unit"),
                Entry("error_of"),
                Entry("value_is") == "FWHM",
                Entry("distribution") ?? "gaussian");
        }
    }
}
