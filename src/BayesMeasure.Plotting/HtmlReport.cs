using System.Text;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Plotting.Pages;
using BayesMeasure.Reports;

namespace BayesMeasure.Plotting;

/// <summary>
/// A report that needs nothing but a browser: one file with the verdict in words, then the tables, figures, priors, the run, what
/// speaks against the model, and where all of it comes from. It has no script, loads nothing, prints, and can be read in the
/// dark.
/// </summary>
[TypeFormatterSource]
public sealed class HtmlReport : INotebookView
{
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
    public string ToHtml() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Markup.Escape(title)}</title>
        <style>
        {ReportStyle.Sheet}
        </style>
        </head>
        <body>
        <main>
        {Body}
        </main>
        </body>
        </html>
        """;

    private string Body => $"<h1>{Markup.Escape(title)}</h1>\n{content}";

    /// <summary>What stands in the file, without the head that is for a page of its own.</summary>
    string INotebookView.ToHtml() => Body;

    internal static HtmlReport Of(ModelComparison comparison, string? command) =>
        new(TitleOf(comparison.Best.Result, "Comparison of models"), ReportSections.Of(comparison, command));

    internal static HtmlReport Of(Result result, string? command) =>
        new(TitleOf(result, "Inference"), ReportSections.Of(result, command));

    private static string TitleOf(Result result, string otherwise) =>
        FittedCurve.TitleOf(result.Target) is { Length: > 0 } names ? names : otherwise;
}
