using System.Reflection;
using BayesMeasure.Comparison;
using BayesMeasure.Plotting;

namespace BayesMeasure.Tests.Reports;

/// <summary>What has HTML is shown so by a notebook, which finds the way by names alone.</summary>
public class NotebookViewTests
{
    private const string Hook = "TypeFormatterSourceAttribute";

    public static TheoryData<Type> Shown => [.. new[] { typeof(ModelComparison).Assembly, typeof(Figure).Assembly }
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type.GetMethod("ToHtml", []) is not null)];

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_type_with_HTML_is_shown_by_a_notebook(Type type)
    {
        Assert.Contains(type.GetCustomAttributes(), attribute => attribute.GetType().Name == Hook);
        Assert.Contains(type.GetInterfaces(), view => view.Name == "INotebookView");
    }

    // A kernel makes the source of the formatters, asks it for them, and gives each a value and a writer.
    [Fact]
    public void A_kernel_that_knows_the_names_gets_the_HTML()
    {
        Figure figure = Figure.OfSelectionMap("a & b", ["K = 1"], [new(0, IsDecided: true)]);
        Attribute hook = typeof(Figure).GetCustomAttributes().Single(attribute => attribute.GetType().Name == Hook);
        var source = (Type)Property(hook, "FormatterSourceType");
        object made = Activator.CreateInstance(source)!;
        object formatter = Assert.Single((IEnumerable<object>)Call(made, "CreateTypeFormatters"));
        using var writer = new StringWriter();
        Assert.Equal("text/html", Property(formatter, "MimeType"));
        Assert.Equal(["text/html"], (string[])Property(hook, "PreferredMimeTypes"));
        Assert.Equal(true, Call(formatter, "Format", figure, writer));
        Assert.Contains("<svg ", writer.ToString(), StringComparison.Ordinal);
        Assert.Equal(false, Call(formatter, "Format", 3, writer));
    }

    private static object Property(object of, string name) => of.GetType().GetProperty(name)!.GetValue(of)!;

    private static object Call(object of, string name, params object[] arguments) =>
        of.GetType().GetMethod(name)!.Invoke(of, arguments)!;
}
