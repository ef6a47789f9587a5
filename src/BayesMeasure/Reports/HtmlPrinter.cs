using System.Net;
using System.Text;

namespace BayesMeasure.Reports;

/// <summary>
/// Prints tables as HTML. Colours are those of the page around it, so that it can be read on light and on dark ground, and all
/// text is escaped: names come from files.
/// </summary>
internal static class HtmlPrinter
{
    private const string Cell = "padding:.2em .8em;border:0;background:transparent;color:inherit;";
    private const string Rule = "border-bottom:1px solid rgba(128,128,128,.35);";

    public static string Print(ReportPage page)
    {
        var html = new StringBuilder();
        html.AppendLine("<div style=\"font-family:sans-serif;color:inherit;line-height:1.4\">");
        foreach ((int number, string text) in page.Answer.Index())
        {
            html.AppendLine($"<p style=\"margin:.5em 0;{(number == 0 ? "font-weight:600" : "")}\">{Escape(text)}</p>");
        }

        foreach (ReportTable table in page.Tables)
        {
            Append(html, table);
        }

        foreach (string warning in page.Warnings)
        {
            html.AppendLine("<p style=\"margin:.5em 0;padding-left:.6em;border-left:.25em solid #d55e00\">"
                + $"Warning: {Escape(warning)}</p>");
        }

        return html.Append("</div>").ToString();
    }

    private static void Append(StringBuilder html, ReportTable table)
    {
        html.AppendLine("<table style=\"border-collapse:collapse;margin:.8em 0;font-variant-numeric:tabular-nums\">");
        if (table.Title is { } title)
        {
            html.AppendLine($"<caption style=\"text-align:left;padding:.2em .8em;color:inherit\">{Escape(title)}</caption>");
        }

        html.Append("<thead><tr>");
        foreach (ReportColumn column in table.Columns)
        {
            html.Append($"<th style=\"{Cell}{Rule}{AlignmentOf(column)}\">{Escape(column.Text)}</th>");
        }

        html.AppendLine("</tr></thead><tbody>");
        foreach (IReadOnlyList<ReportCell> row in table.Rows)
        {
            html.Append("<tr>");
            foreach ((ReportCell cell, ReportColumn column) in row.Zip(table.Columns))
            {
                string text = WebUtility.HtmlEncode(PrintableText.Of(cell.Typeset));
                html.Append($"<td style=\"{Cell}{Rule}{AlignmentOf(column)}\">{text}</td>");
            }

            html.AppendLine("</tr>");
        }

        html.AppendLine("</tbody></table>");
        foreach (string note in table.Notes)
        {
            html.AppendLine($"<p style=\"margin:.3em 0\">{Escape(note)}</p>");
        }
    }

    private static string AlignmentOf(ReportColumn column) =>
        column.IsText ? "text-align:left" : "text-align:right;white-space:nowrap";

    private static string Escape(string text) => WebUtility.HtmlEncode(
        PrintableText.Lines(text).Replace("+-", "±", StringComparison.Ordinal));
}
