using System.Diagnostics.CodeAnalysis;

namespace BayesMeasure.Reports;

/// <summary>
/// Has a notebook show a type as HTML, where the type is an <see cref="INotebookView"/>. Kernels of C# notebooks look for an
/// attribute of this name, and for all members here by their names: no package of theirs is needed.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute : Attribute
{
    private const string Html = "text/html";

    /// <summary>The type that shows values.</summary>
    public Type FormatterSourceType { get; } = typeof(Formatter);

    /// <summary>The format that is shown where the notebook asks for none.</summary>
    public string[] PreferredMimeTypes { get; set; } = [Html];

    /// <summary>Shows values.</summary>
    internal sealed class Formatter
    {
        /// <summary>The format.</summary>
        public string MimeType { get; } = Html;

        /// <summary>One object for every format there is.</summary>
        public IEnumerable<object> CreateTypeFormatters() => [this];

        /// <summary>Writes a value; false where it is none that can be shown.</summary>
        [SuppressMessage("Performance", "CA1822", Justification = "A kernel calls it on an object.")]
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
}
