using System.Net;
using System.Text;
using BayesMeasure.Reports;

namespace BayesMeasure.Plotting.Pages;

/// <summary>The parts of a page. All text is escaped: names come from files.</summary>
internal sealed class Markup
{
    private readonly StringBuilder html = new();

    /// <summary>Text as it may stand in a page.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(PrintableText.Of(text));

    /// <summary>Adds a heading and what stands below it; why there is nothing, where that is refused.</summary>
    public void AddSection(string heading, params ReadOnlySpan<Func<string>> parts)
    {
        html.AppendLine($"<section><h2>{Escape(heading)}</h2>");
        foreach (Func<string> part in parts)
        {
            html.AppendLine(OrRefusal(part));
        }

        html.AppendLine("</section>");
    }

    /// <summary>A drawing with what it shows.</summary>
    public static string Drawing(Figure figure, string caption) =>
        $"<figure>{figure.ToHtml()}<figcaption>{Escape(caption)}</figcaption></figure>\n{Paragraphs(figure.Warnings)}";

    /// <summary>Sentences, one a paragraph.</summary>
    public static string Paragraphs(params IEnumerable<string> sentences) =>
        string.Join('\n', sentences.Select(sentence => $"<p>{Escape(sentence)}</p>"));

    /// <summary>A table of words.</summary>
    /// <param name="headings">What stands above the columns.</param>
    /// <param name="rows">The rows, one text a column.</param>
    public static string Table(string[] headings, IEnumerable<string[]> rows) =>
        $"""
        <div class="scroll words"><table>
        <thead><tr>{Cells("th", headings)}</tr></thead>
        <tbody>
        {string.Join('\n', rows.Select(row => $"<tr>{Cells("td", row)}</tr>"))}
        </tbody></table></div>
        """;

    /// <summary>A fragment of a page that may be wider than it.</summary>
    public static string Wide(string fragment) => $"<div class=\"scroll\">{fragment}</div>";

    /// <summary>All that was added.</summary>
    public override string ToString() => html.ToString();

    private static string Cells(string kind, string[] texts) =>
        string.Concat(texts.Select(text => $"<{kind}>{Escape(text)}</{kind}>"));

    /// <summary>What needs the data or the draws refuses where a result was read from a file without them.</summary>
    private static string OrRefusal(Func<string> part)
    {
        try
        {
            return part();
        }
        catch (Exception refusal) when (refusal is NotSupportedException or ArgumentException)
        {
            return $"<p class=\"aside\">{Escape(refusal.Message)}</p>";
        }
    }
}
