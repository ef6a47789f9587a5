using System.CommandLine;
using BayesMeasure.CommandLine;
using BayesMeasure.Plotting;

namespace BayesMeasure.Tool.Commands;

/// <summary>Report and figures of an earlier run, from its numbers.</summary>
internal sealed class ReportCommand : JobCommand
{
    private readonly Argument<string> source = new("RESULT")
    {
        Description = "The result.json of an earlier run; with draws in it (--draws json) there are figures of them, too.",
    };

    private readonly FigureArguments output;

    /// <summary>Makes the command.</summary>
    public ReportCommand()
        : this(CommandStyle.Service)
    {
    }

    private ReportCommand(CommandStyle style)
        : base("Makes report and figures anew from the result.json of an earlier run.", style) =>
        output = new("The folder of the report and the figures.", style);

    /// <inheritdoc/>
    protected override IEnumerable<Argument> Arguments => [source];

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => output.Options;

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        SavedAnswer answer = SavedAnswer.Read(arguments.GetRequiredValue(source));
        OutputFolder folder = this.output.Create(arguments, ComparisonFiles.Report, "models", "corner", "traces");
        output.WriteLine(answer.Comparison?.Verdict ?? $"{answer.Single}");
        folder.Write(ComparisonFiles.Report, path => PageOf(answer).Save(path));
        if (answer.Comparison is { } comparison)
        {
            ComparisonFiles.WriteFigures(folder, comparison);
        }
        else
        {
            ComparisonFiles.WriteFigures(folder, answer.Single!);
        }

        folder.Conclude(output);
        return true;
    }

    private static HtmlReport PageOf(SavedAnswer answer) => answer.Comparison?.Report() ?? answer.Single!.Report();
}
