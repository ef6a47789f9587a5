namespace BayesMeasure.Reports;

/// <summary>
/// What a notebook shows as a piece of a page. A type that has this interface is shown so where it has the attribute
/// <see cref="TypeFormatterSourceAttribute"/> too:
/// <code>
/// [TypeFormatterSource]
/// public sealed class Certificate : INotebookView
/// </code>
/// </summary>
internal interface INotebookView
{
    /// <summary>The value as a piece of an HTML page.</summary>
    string ToHtml();
}
