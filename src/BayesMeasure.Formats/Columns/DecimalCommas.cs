using System.Globalization;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Decimal commas between commas: 400,0,20,47 are four numbers to a program and two to who wrote them. Such a file is refused
/// where it shows what it is.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="layout">Where its numbers lie.</param>
internal sealed class DecimalCommas(FileContent content, TableLayout layout)
{
    private const int InspectedRows = 500;
    private const double EvenTolerance = 1e-6;

    /// <summary>Refuses a table that was torn at its decimal commas.</summary>
    /// <param name="header">Its header.</param>
    /// <exception cref="Measurements.MeasurementFormatException">It was.</exception>
    public void RequireNone(TableHeader header)
    {
        if (layout.Splitter.Separator != ',' || header.HasNames || layout.Columns < 4 || layout.Columns % 2 != 0)
        {
            return;
        }

        string[][] rows = [.. layout.Rows.Take(InspectedRows).Select(line => layout.Splitter.Texts(content.Lines[line]))];
        if (!rows.All(row => row.All(IsWhole)))
        {
            return;
        }

        bool hasHalfTheNames = 2 * header.MismatchedNames == layout.Columns;
        if (hasHalfTheNames || rows.Any(HasLeadingZero) || IsEvenOnlyAsDecimals(rows))
        {
            string names = hasHalfTheNames ? $"the header has {header.MismatchedNames} names, but " : "";
            throw content.ErrorAt(
                layout.First + 1,
                $"Decimal commas between commas: {names}each line has {layout.Columns} whole numbers.",
                "Export the file with semicolons or tabs between columns, or with decimal points.");
        }
    }

    private static bool IsWhole(string field) => field.AsSpan().TrimStart('-') is { Length: > 0 } digits
        && !digits.ContainsAnyExceptInRange('0', '9');

    /// <summary>Decimals may begin with zeros, whole numbers do not.</summary>
    private static bool HasLeadingZero(string[] row) => row.Where((field, i) => i % 2 == 1 && field is ['0', _, ..]).Any();

    private static bool IsEvenOnlyAsDecimals(string[][] rows) =>
        rows.Length > 3 && IsEven(rows, row => $"{row[0]}.{row[1]}") && !IsEven(rows, row => row[0]);

    private static bool IsEven(string[][] rows, Func<string[], string> number)
    {
        double[] x = [.. rows.Select(row => double.Parse(number(row), CultureInfo.InvariantCulture))];
        double step = (x[^1] - x[0]) / (x.Length - 1);
        return step != 0 && x.Index().All(
            value => Math.Abs(value.Item - x[0] - value.Index * step) <= EvenTolerance * Math.Abs(step));
    }
}
