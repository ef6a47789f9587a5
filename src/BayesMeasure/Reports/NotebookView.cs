namespace BayesMeasure.Reports;

/// <summary>
/// What a notebook shows as HTML: a type with <c>[TypeFormatterSource(typeof(NotebookView))]</c> that has this interface too.
/// </summary>
internal interface INotebookView
{
    /// <summary>The value as a piece of an HTML page.</summary>
    string ToHtml();
}

/// <summary>
/// Says how a value of a type is shown. Kernels of C# notebooks look for an attribute of this name on the type, and for the members of
/// <see cref="NotebookView"/> by their names: no package of theirs is needed.
/// </summary>
/// <param name="formatterSourceType">The type that makes what shows values, with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The type that makes what shows values.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The formats that are shown where the notebook asks for none.</summary>
    public string[] PreferredMimeTypes { get; set; } = [NotebookView.Html];
}

/// <summary>Shows an <see cref="INotebookView"/>.</summary>
internal sealed class NotebookView
{
    /// <summary>The format.</summary>
    public const string Html = "text/html";

    /// <inheritdoc cref="Html"/>
    public string MimeType { get; } = Html;

    /// <summary>What shows values.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [this];

    /// <summary>Writes a value; false where it is none that can be shown.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not INotebookView view)
        {
            return false;
        }

        writer.Write(view.ToHtml());
        return true;
    }
}
