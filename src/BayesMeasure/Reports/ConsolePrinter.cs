namespace BayesMeasure.Reports;

/// <summary>
/// Prints tables as plain text, in columns of characters of one width. Names come from files: what would move the cursor of a
/// terminal is written out.
/// </summary>
internal static class ConsolePrinter
{
    private const string Gap = "  ";

    private static readonly string BlankLine = Environment.NewLine + Environment.NewLine;

    public static string Print(ReportPage page) => Lines(
        [
            .. page.Answer,
            .. page.Tables.Count == 0 ? Array.Empty<string>() : [string.Join(BlankLine, page.Tables.Select(Print))],
            .. page.Warnings.Select(warning => $"Warning: {warning}"),
        ]);

    public static string Print(ReportTable table)
    {
        string[][] rows =
        [
            [.. table.Columns.Select(column => PrintableText.Of(column.Text))],
            .. table.Rows.Select(row => row.Select(cell => PrintableText.Of(cell.ToString()!)).ToArray()),
        ];
        int[] widths = [.. table.Columns.Select((_, column) => rows.Max(row => row[column].Length))];
        return Lines(
            [
                .. table.Title is null ? Array.Empty<string>() : [table.Title],
                .. rows.Select(row => Line(row, widths, table.Columns)),
                .. table.Notes,
            ]);
    }

    private static string Line(string[] row, int[] widths, IReadOnlyList<ReportColumn> columns) => string.Join(
        Gap,
        row.Select((text, column) => columns[column].IsText ? text.PadRight(widths[column]) : text.PadLeft(widths[column])))
        .TrimEnd();

    private static string Lines(IEnumerable<string> lines) => PrintableText.Lines(string.Join(Environment.NewLine, lines));
}
