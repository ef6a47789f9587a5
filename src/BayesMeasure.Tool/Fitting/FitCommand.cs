using System.CommandLine;
using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;

namespace BayesMeasure.Tool.Fitting;

/// <summary>The command line: a curve, and sums of named terms.</summary>
internal sealed class FitCommand() : ComparisonCommand(
    "Fits and compares any sums of named terms, such as \"1..3 decay + constant\", with error bars.",
    "The curve: text with columns, JCAMP-DX, VAMAS, NeXus, ...",
    CommandStyle.Tool)
{
    private readonly Option<IReadOnlyList<TermSum>?> models = new("--model")
    {
        HelpName = "SUM",
        Description = $"A sum; repeatable: all are compared. Terms, each with a number or a range such as 1..3 before it: "
            + $"{TermCatalogue.Names}; and backgrounds: {BackgroundTerm.Known}.",
        CustomParser = TermSum.ParseAll,
        Arity = ArgumentArity.OneOrMore,
        Required = true,
    };

    private readonly Option<bool> logarithmic = new("--logarithmic")
    {
        Description = "The figure's axis of x is logarithmic, for positive x over several decades.",
    };

    private readonly Option<bool?> reverse = new("--reverse")
    {
        HelpName = "true|false",
        Description = "Whether the figure's axis of x runs from right to left. [default: where it is a binding energy or a "
            + "chemical shift]",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = CommandValues.Flag("--reverse"),
    };

    /// <inheritdoc/>
    protected override IEnumerable<Option> QuestionOptions => [models, logarithmic, reverse];

    /// <inheritdoc/>
    protected override ComparisonProblem ProblemOf(ParseResult arguments, DataSettings data, ComparisonSettings settings)
    {
        MeasuredData measured = MeasuredData.Read(RequiredFile.Of(data, "fit"));
        bool isLogarithmic = arguments.GetValue(logarithmic);
        if (isLogarithmic && measured.Curve.XRange.Minimum <= 0)
        {
            throw new UserErrorException(
                $"--logarithmic: {measured.Curve.Name} has x that are not positive. Leave it out, or use --from.");
        }

        FitQuestion question = new(arguments.GetRequiredValue(models)!, measured, settings.Priors);
        ComparisonProblem problem = question.Problem(isLogarithmic, arguments.GetValue(reverse));
        problem.RequireEnoughPoints("Use fewer terms");
        return problem;
    }
}
