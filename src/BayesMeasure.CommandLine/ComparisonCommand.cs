using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>A command that compares models of one measured curve: it says what is asked, all else is common.</summary>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="data">What the data are, and what is taken without them.</param>
/// <param name="style">How it is asked and ends.</param>
public abstract class ComparisonCommand(string description, string data, CommandStyle style) : JobCommand(description, style)
{
    private readonly DataArguments data = new(data, style);
    private readonly ComparisonArguments comparison = new(style);

    /// <summary>The options of this question, in the order of the help.</summary>
    protected abstract IEnumerable<Option> QuestionOptions { get; }

    /// <inheritdoc/>
    protected override IEnumerable<Argument> Arguments => data.Arguments;

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [.. data.Options, .. QuestionOptions, .. comparison.Options];

    /// <summary>What is asked, and how it is answered.</summary>
    /// <param name="arguments">The arguments, parsed without error.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    public (ComparisonProblem Problem, ComparisonSettings Settings) Read(ParseResult arguments)
    {
        ComparisonSettings settings = comparison.Read(arguments);
        return (ProblemOf(arguments, data.Read(arguments), settings), settings);
    }

    /// <summary>What is asked.</summary>
    /// <param name="arguments">The arguments, parsed without error.</param>
    /// <param name="data">Which data to read.</param>
    /// <param name="settings">What every comparison is told.</param>
    protected abstract ComparisonProblem ProblemOf(ParseResult arguments, DataSettings data, ComparisonSettings settings);

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        (ComparisonProblem problem, ComparisonSettings settings) = Read(arguments);
        return new ComparisonJob(problem, settings, output, error).Run(cancellation);
    }
}
