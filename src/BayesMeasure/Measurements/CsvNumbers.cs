using System.Globalization;

namespace BayesMeasure.Measurements;

/// <summary>The numbers in the columns of a text file.</summary>
internal sealed class CsvNumbers
{
    private readonly string file;
    private readonly CsvSeparator separator;
    private readonly IReadOnlyList<CsvRow> rows;

    /// <summary>The first line with a decimal comma; null when decimals are written with a point.</summary>
    private readonly int? commaLine;

    /// <summary>Looks for decimal commas in the columns that are to be read.</summary>
    public CsvNumbers(string file, CsvSeparator separator, IReadOnlyList<CsvRow> rows, int[] columns)
    {
        this.file = file;
        this.separator = separator;
        this.rows = rows;
        bool HasComma(CsvRow row, int column) => row.Fields.ElementAtOrDefault(column)?.Contains(',') == true;
        commaLine = separator.AllowsDecimalComma
            ? rows.FirstOrDefault(row => Array.Exists(columns, column => HasComma(row, column)))?.Line
            : null;
        RequireCertainCommas(columns);
    }

    /// <summary>The numbers of a column: finite.</summary>
    public double[] Read(int column) => [.. rows.Select(row => Parse(row, column))];

    /// <summary>The numbers of a column of standard deviations: finite and above 0.</summary>
    public double[] ReadPositive(int column) => [.. rows.Select(row => RequirePositive(row, column, Parse(row, column)))];

    /// <summary>1,172 is a thousand or little more than one; another comma has to tell which.</summary>
    private void RequireCertainCommas(int[] columns)
    {
        (CsvRow Row, int Column)[] commas =
        [
            .. from row in rows
               from column in columns
               where separator.AllowsDecimalComma && row.Fields.ElementAtOrDefault(column)?.Contains(',') == true
               select (row, column),
        ];
        if (commas.Length > 0 && Array.TrueForAll(commas, comma => IsThousandOrDecimal(comma.Row.Fields[comma.Column])))
        {
            (CsvRow first, int at) = commas[0];
            throw Fail(
                first,
                at,
                $"{Quoted(first, at)} may be {first.Fields[at].Replace(",", "", StringComparison.Ordinal)} or "
                + $"{first.Fields[at].Replace(',', '.')}: every comma stands before three digits.",
                "Write decimal points, and no separators of thousands.");
        }
    }

    private static bool IsThousandOrDecimal(string field) =>
        field.TrimStart('-', '+').Split(',') is [{ Length: <= 3 } whole, { Length: 3 }]
        && whole is not "0" and not "" && whole.All(char.IsAsciiDigit);

    private static string Quoted(CsvRow row, int column) => $"\"{row.Fields[column]}\"";

    private double Parse(CsvRow row, int column)
    {
        if (column >= row.Fields.Length)
        {
            throw TooFewFields(row, column);
        }

        string field = row.Fields[column];
        if (commaLine is { } line && field.Contains('.', StringComparison.Ordinal))
        {
            throw PointAndComma(row, column, line);
        }

        string text = field.Replace('\u2212', '-');
        string number = commaLine == null ? text : text.Replace(',', '.');
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            throw field.Length == 0 ? Missing(row, column) : NoNumber(row, column);
        }

        return double.IsFinite(value) ? value : throw NotFinite(row, column);
    }

    private double RequirePositive(CsvRow row, int column, double value) => value > 0 ? value : throw Fail(
        row, column, $"The standard deviation {Quoted(row, column)} is not above 0.", value == 0
            ? "Where these are counts, read no sigma and use PoissonNoise.Counts, which knows what 0 counts say."
            : "Correct it, or remove the line.");

    private MeasurementFormatException TooFewFields(CsvRow row, int column) => new(
        $"The line ends after column {row.Fields.Length}, but column {column + 1} is to be read.",
        "Complete the line, or remove it. If it is a title or a note, put # in front of it.",
        file,
        row.Line);

    private MeasurementFormatException Missing(CsvRow row, int column) =>
        Fail(row, column, "The field is empty.", "Write the number, or remove the line.");

    private MeasurementFormatException NotFinite(CsvRow row, int column) =>
        Fail(row, column, $"{Quoted(row, column)} is not a finite number.", "Remove the line: a missing point is no obstacle.");

    private MeasurementFormatException NoNumber(CsvRow row, int column) => Fail(
        row,
        column,
        $"{Quoted(row, column)} is not a number.",
        separator.AllowsDecimalComma
            ? "Correct it. If the line is a title or a header, put # in front of it."
            : "Correct it. Decimal commas need semicolons or tabs between columns; before a title or a header, put #.");

    private MeasurementFormatException PointAndComma(CsvRow row, int column, int line) => Fail(
        row,
        column,
        $"{Quoted(row, column)} has a decimal point, but line {line} has a decimal comma.",
        "Write all decimals alike, without thousands separators.");

    private MeasurementFormatException Fail(CsvRow row, int column, string problem, string advice) =>
        new(problem, advice, file, row.Line, column + 1);
}
