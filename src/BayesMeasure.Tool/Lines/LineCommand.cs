using System.CommandLine;
using BayesMeasure.CommandLine;

namespace BayesMeasure.Tool.Lines;

/// <summary>The command line: points, and up to which power they may bend.</summary>
internal sealed class LineCommand() : ComparisonCommand(
    "Fits a straight line exactly, and tells whether it goes through the origin, is flat, or bends.",
    "The points: text with columns.",
    CommandStyle.Tool)
{
    private readonly Option<double?> at = new("--at")
    {
        HelpName = "X",
        Description = "Where the offset is told, and through where a proportional line goes. [default: 0]",
        CustomParser = CommandValues.Number("--at"),
    };

    /// <inheritdoc/>
    protected override IEnumerable<Option> QuestionOptions => [at];

    /// <inheritdoc/>
    protected override ComparisonProblem ProblemOf(ParseResult arguments, DataSettings data, ComparisonSettings settings)
    {
        MeasuredData measured = MeasuredData.Read(RequiredFile.Of(data, "line"));
        ComparisonProblem problem = new LineQuestion(measured, settings, arguments.GetValue(at) ?? 0).Problem;
        problem.RequireEnoughPoints("Leave points together, without --bin");
        return problem;
    }
}
