using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>The options of a command that writes figures beside numbers that are no comparison: folder, formats, width.</summary>
/// <param name="description">What the folder is for.</param>
/// <param name="style">How the command is asked: samples write figures for a screen.</param>
public sealed class FigureArguments(string description, CommandStyle style)
{
    private readonly Option<string> folder = CommonOptions.Folder(description);
    private readonly Option<FigureSettings?> figures = FigureSettings.Option();
    private readonly Option<double?> width = FigureSettings.WidthOption();

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => style.IsTool ? [folder, figures, width] : [folder];

    /// <summary>The folder, which can be written to.</summary>
    /// <param name="arguments">The arguments, parsed without error.</param>
    /// <param name="numbers">The name of the file of numbers.</param>
    /// <param name="drawings">The names of the figures, without their endings.</param>
    /// <exception cref="UserErrorException">It cannot be written to.</exception>
    public OutputFolder Create(ParseResult arguments, string numbers, params IReadOnlyList<string> drawings)
    {
        FigureSettings settings = !style.IsTool
            ? FigureSettings.Default
            : (arguments.GetValue(figures) ?? FigureSettings.Default) with { Width = arguments.GetValue(width) };
        return new(arguments.GetRequiredValue(folder), [numbers, .. drawings.SelectMany(settings.FilesOf)])
        {
            Figures = settings,
        };
    }
}
