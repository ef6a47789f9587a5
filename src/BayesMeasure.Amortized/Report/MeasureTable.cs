using System.Net;

namespace BayesMeasure.Amortized.Report;

/// <summary>
/// A table of measures, as text and as a piece of an HTML page: the first column is words, the others are numbers.
/// </summary>
/// <param name="Headings">What stands above the columns.</param>
/// <param name="Rows">One text a column; empty where there is nothing to say.</param>
internal sealed record MeasureTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Gap = "  ";
    private const string Cell = "padding:.2em .8em;border-bottom:1px solid rgba(128,128,128,.35);text-align:";

    /// <summary>What is said below it; empty for nothing.</summary>
    public string Note { get; init; } = "";

    public override string ToString()
    {
        IReadOnlyList<string>[] lines = [Headings, .. Rows];
        int[] widths = [.. Headings.Select((_, column) => lines.Max(line => line[column].Length))];
        IEnumerable<string> texts = lines.Select(line => string.Join(
            Gap, line.Select((text, column) => column == 0 ? text.PadRight(widths[0]) : text.PadLeft(widths[column]))).TrimEnd());
        return string.Join(Environment.NewLine, Note.Length > 0 ? texts.Append(Note) : texts);
    }

    public string ToHtml()
    {
        string rows = string.Concat(Rows.Select(row => $"<tr>{Cells(row, "td")}</tr>\n"));
        string note = Note.Length > 0 ? $"<p>{WebUtility.HtmlEncode(Note)}</p>\n" : "";
        return "<table style=\"border-collapse:collapse;margin:.8em 0;font-variant-numeric:tabular-nums\">\n"
            + $"<thead><tr>{Cells(Headings, "th")}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n{note}";
    }

    private static string Cells(IReadOnlyList<string> row, string tag) => string.Concat(row.Select((text, column) =>
        $"<{tag} style=\"{Cell}{(column == 0 ? "left" : "right")}\">{WebUtility.HtmlEncode(text)}</{tag}>"));
}
