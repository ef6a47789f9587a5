using System.Globalization;

namespace BayesMeasure.Measurements;

/// <summary>Reads a measurement from text with columns: lines, then rows, then the header, then the numbers.</summary>
/// <param name="file">What the text is called in messages.</param>
/// <param name="options">Which columns to read.</param>
internal sealed class CsvReader(string file, CsvOptions options)
{
    private const string HeaderAdvice = "If the line is a title or a header, put # in front of it.";

    private CsvSeparator separator = new(',');

    private static string[] CommentMarks { get; } = ["#", "%", "!", ";", "//"];

    /// <summary>Reads the whole text.</summary>
    public Measurement Read(TextReader reader)
    {
        List<CsvRow> rows = ReadRows(reader);
        CsvHeader header = TakeHeader(rows);
        int x = Find(options.XColumn, header);
        int y = Find(options.YColumn, header);
        int? sigma = options.SigmaColumn is { } column ? Find(column, header) : null;
        RequireDifferentColumns(x, y, sigma);
        if (rows.Count == 0)
        {
            throw Empty("There are no numbers below the header.");
        }

        CsvNumbers numbers = new(file, separator, rows, sigma is { } last ? [x, y, last] : [x, y]);
        (string? xName, string? xUnit) = header.Describe(x);
        (string? yName, string? yUnit) = header.Describe(y);
        double[] xValues = numbers.Read(x);
        double[] yValues = numbers.Read(y);
        RequireEqualRows(rows);
        return new Measurement(xValues, yValues, sigma is { } position ? numbers.ReadPositive(position) : null)
        {
            Name = file,
            XName = xName ?? "x",
            YName = yName ?? "y",
            XUnit = xUnit,
            YUnit = yUnit,
        };
    }

    /// <summary>The fields of the first line: the names of the columns where it is a header.</summary>
    public IReadOnlyList<string> ReadFirstRow(TextReader reader)
    {
        string[] fields = ReadRows(reader)[0].Fields;
        return separator.IsSpace ? CsvHeader.JoinUnits(fields) : fields;
    }

    private List<CsvRow> ReadRows(TextReader reader)
    {
        var lines = new List<(int Number, string Text)>();
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            string text = line.TrimStart('\uFEFF');
            if (!IsBlankOrComment(text))
            {
                lines.Add((number, text));
            }
        }

        separator = CsvSeparator.Detect([.. lines.Select(line => line.Text)]);
        List<CsvRow> rows = [.. lines.Select(line => new CsvRow(line.Number, separator.Split(line.Text)))];
        rows.RemoveAll(row => row.Fields.All(field => field.Length == 0));
        if (rows.Count == 0)
        {
            throw Empty("The file is empty.");
        }

        if (rows.All(row => row.Fields.Length == 1))
        {
            throw OneColumn(rows[0].Line);
        }

        return rows;
    }

    private static bool IsBlankOrComment(string line)
    {
        string text = line.Trim();
        return text.Length == 0 || Array.Exists(CommentMarks, mark => text.StartsWith(mark, StringComparison.Ordinal));
    }

    private CsvHeader TakeHeader(List<CsvRow> rows)
    {
        CsvRow first = rows[0];
        CsvColumn?[] columns = [options.XColumn, options.YColumn, options.SigmaColumn];
        bool isNamed = columns.Any(column => column?.Name != null);
        if (!isNamed && columns.Any(column => column != null && IsNumber(first, column)))
        {
            return new CsvHeader(Row: null);
        }

        rows.RemoveAt(0);
        return new CsvHeader(separator.IsSpace ? first with { Fields = CsvHeader.JoinUnits(first.Fields) } : first);
    }

    private static bool IsNumber(CsvRow row, CsvColumn column)
    {
        string field = row.Fields.ElementAtOrDefault(column.Number.GetValueOrDefault() - 1) ?? "";
        return double.TryParse(field.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private int Find(CsvColumn column, CsvHeader header)
    {
        int columnCount = header.Row?.Fields.Length ?? int.MaxValue;
        if (column.Number is { } number)
        {
            return number <= columnCount ? number - 1 : throw ShortHeader(number, header.Row!);
        }

        int index = header.IndexOf(column.Name!);
        return index >= 0 ? index : throw NoSuchColumn(column, header.Row!);
    }

    /// <summary>
    /// Lines of different lengths are no columns: a title, a torn line, or decimal commas between commas. Fields that are empty
    /// at the end count for nothing.
    /// </summary>
    private void RequireEqualRows(List<CsvRow> rows)
    {
        int most = rows.CountBy(row => row.Fields.Length).MaxBy(count => count.Value).Key;
        CsvRow? other = rows.Find(row => row.Fields.Length < most || row.Fields.Skip(most).Any(field => field.Length > 0));
        if (other != null)
        {
            throw new MeasurementFormatException(
                $"The line has {other.Fields.Length} fields, but most lines have {most}.",
                "Complete or remove it. If it is a title or a note, put # in front of it.",
                file,
                other.Line);
        }
    }

    private void RequireDifferentColumns(int x, int y, int? sigma)
    {
        if (x == y || x == sigma || y == sigma)
        {
            throw new MeasurementFormatException(
                $"Two of x, y and sigma come from column {(x == y ? x : sigma) + 1}.",
                "Choose different columns for x, y and sigma.",
                file);
        }
    }

    private MeasurementFormatException Empty(string problem) =>
        new(problem, "It must hold a line for each point, with x and y as numbers.", file);

    private MeasurementFormatException OneColumn(int line) => new(
        "There is only one column, but a measurement needs x and y.",
        "Write both on each line, with a comma, semicolon, tab or space between them.",
        file,
        line);

    private MeasurementFormatException ShortHeader(int number, CsvRow header) => new(
        $"Column {number} is to be read, but the header ends after column {header.Fields.Length}.",
        HeaderAdvice,
        file,
        header.Line);

    private MeasurementFormatException NoSuchColumn(CsvColumn column, CsvRow header) => new(
        $"There is no column {column}.",
        $"The first line has {string.Join(", ", header.Fields.Select(field => $"\"{field}\""))}; a number from 1 chooses too.",
        file,
        header.Line);
}

/// <summary>A line of a text file, split into its fields.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Fields">The fields, trimmed and without quotation marks.</param>
internal sealed record CsvRow(int Line, string[] Fields);
