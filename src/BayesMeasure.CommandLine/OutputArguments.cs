using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>The options that say where the results go, and in which forms.</summary>
/// <param name="style">How the command is asked.</param>
/// <param name="files">The files of a sample, for its help.</param>
public sealed class OutputArguments(CommandStyle style, string files)
{
    private readonly Option<string> folder = CommonOptions.Folder(
        style.IsTool ? "The folder for numbers, figures, report and run.json." : $"The folder for {files}.");

    private readonly Option<FigureSettings?> figures = FigureSettings.Option();
    private readonly Option<double?> width = FigureSettings.WidthOption();
    private readonly Option<IReadOnlyList<DrawsFormat>?> draws = DrawsFile.Option();

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => style.IsTool ? [folder, figures, width, draws] : [folder];

    /// <summary>The settings that the arguments say.</summary>
    public OutputSettings Read(ParseResult arguments)
    {
        var output = new OutputSettings { Folder = arguments.GetRequiredValue(folder) };
        return !style.IsTool ? output : output with
        {
            Figures = (arguments.GetValue(figures) ?? FigureSettings.Default) with { Width = arguments.GetValue(width) },
            Draws = arguments.GetValue(draws) ?? [],
            IsWhole = true,
            Command = RepetitionOf(arguments, output.Folder),
        };
    }

    /// <summary>The command line that goes by the file that the run writes.</summary>
    private static string RepetitionOf(ParseResult arguments, string folder) =>
        $"bayesmeasure {arguments.CommandResult.Command.Name} --config {Path.Combine(folder, RunFile.Name)}";
}
