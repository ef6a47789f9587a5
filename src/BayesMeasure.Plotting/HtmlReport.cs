using System.Net;
using System.Text;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting;

/// <summary>
/// A report that needs nothing but a browser: one file with the verdict, the tables, the warnings and the figure.
/// </summary>
[TypeFormatterSource]
public sealed class HtmlReport : INotebookView
{
    private const string Head =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        """;

    private readonly string title;
    private readonly string content;

    private HtmlReport(string title, string content)
    {
        this.title = title;
        this.content = content;
    }

    /// <summary>A report of one's own: tables and figures below each other.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="pieces">Pieces of HTML, such as <c>comparison.ToHtml()</c> and <c>figure.ToHtml()</c>; at least one.</param>
    /// <exception cref="ArgumentException">The title is blank, or there is no piece.</exception>
    public static HtmlReport OfPieces(string title, params IReadOnlyList<string> pieces)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(pieces);
        return pieces.Count > 0
            ? new(title, string.Join('\n', pieces))
            : throw new ArgumentException("A report needs a table or a figure.", nameof(pieces));
    }

    /// <summary>Saves the report.</summary>
    /// <param name="path">The file, such as "report.html"; one that is there is replaced.</param>
    public void Save(string path) => WholeFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(ToHtml())));

    /// <summary>The whole file.</summary>
    public string ToHtml()
    {
        string name = WebUtility.HtmlEncode(PrintableText.Of(title));
        return $"""
            {Head}
            <title>{name}</title>
            </head>
            <body style="max-width:75em;margin:2em auto;padding:0 1em;font-family:sans-serif">
            <h1>{name}</h1>
            {content}
            </body>
            </html>
            """;
    }

    /// <summary>What stands in the file, without the head that is for a page of its own.</summary>
    string INotebookView.ToHtml() => $"<h1>{WebUtility.HtmlEncode(PrintableText.Of(title))}</h1>\n{content}";

    internal static HtmlReport Of(ModelComparison comparison)
    {
        Result best = comparison.Best.Result;
        var text = new StringBuilder();
        text.AppendLine(comparison.ToHtml());
        bool isDrawn = comparison.Best.Target.Curves.Count > 0;
        if (isDrawn)
        {
            text.AppendLine(comparison.Plot().ToHtml());
        }

        Append(text, $"Posterior of {comparison.Best.Name}", best.Summary.ToHtml());
        if (best.Peaks is { Count: > 0 } peaks)
        {
            Append(text, $"Peaks of {comparison.Best.Name}", peaks.ToHtml());
        }

        return new(isDrawn ? FittedCurve.TitleOf(comparison.Best.Target) : "Comparison of models", text.ToString());
    }

    private static void Append(StringBuilder text, string heading, string content)
    {
        text.AppendLine($"<h2>{WebUtility.HtmlEncode(heading)}</h2>");
        text.AppendLine(content);
    }
}
