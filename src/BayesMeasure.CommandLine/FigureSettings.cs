using System.CommandLine;
using System.CommandLine.Parsing;
using BayesMeasure.Plotting;

namespace BayesMeasure.CommandLine;

/// <summary>In which formats figures are written, and how wide.</summary>
/// <param name="Formats">The endings of the files, such as "png"; none for no figures.</param>
/// <param name="Width">The width on paper in mm, such as 85 of one column; null for that of a screen.</param>
public sealed record FigureSettings(IReadOnlyList<string> Formats, double? Width = null)
{
    private const double Narrowest = 40;
    private const double Widest = 400;

    private static readonly string[] Known = ["png", "svg", "pdf"];

    /// <summary>Pixels and lines, for a screen.</summary>
    public static FigureSettings Default { get; } = new(["png", "svg"]);

    /// <summary>The option of the formats.</summary>
    public static Option<FigureSettings?> Option() => new("--figure")
    {
        HelpName = "png,svg,pdf|none",
        Description = "The formats of the figures, with commas between them. [default: png,svg]",
        CustomParser = Parse,
    };

    /// <summary>The option of the width.</summary>
    public static Option<double?> WidthOption() => new("--width")
    {
        HelpName = "MM",
        Description = "The width of the figures on paper: 85 for one column, 175 for two. [default: for a screen]",
        CustomParser = result => CommandValues.Between("--width", Narrowest, Widest, "85 for one column")(result),
    };

    /// <summary>The names of the files of a figure.</summary>
    /// <param name="name">The name of the figure.</param>
    public string[] FilesOf(string name) => [.. Formats.Select(format => $"{name}.{format}")];

    /// <summary>The figure in the width that was asked for.</summary>
    public Figure Sized(Figure figure) => Width is { } millimetres ? figure.OfWidth(millimetres) : figure;

    /// <summary>Saves a figure in the format of the file's ending.</summary>
    public static void Save(Figure figure, string path)
    {
        switch (Path.GetExtension(path))
        {
            case ".svg":
                figure.SaveSvg(path);
                break;
            case ".pdf":
                figure.SavePdf(path);
                break;
            default:
                figure.SavePng(path);
                break;
        }
    }

    private static FigureSettings? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        string[] formats = [.. text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries).Distinct()];
        if (formats is ["none"])
        {
            return new([]);
        }
        if (formats.All(Known.Contains))
        {
            return new(formats);
        }

        result.AddError($"--figure {text}: choose among {string.Join(", ", Known)}, such as png,pdf; or none.");
        return null;
    }
}
