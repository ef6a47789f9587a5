using System.CommandLine;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.CommandLine;

/// <summary>A command: its options, and how an end comes out as an exit code.</summary>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="style">How it is asked and ends; null for as samples do.</param>
public abstract class JobCommand(string description, CommandStyle? style = null)
{
    /// <summary>What it does, in a sentence.</summary>
    public string Description => description;

    /// <summary>How it is asked and ends.</summary>
    protected CommandStyle Style { get; } = style ?? CommandStyle.Sample;

    /// <summary>What is named by its place, in the order of the help.</summary>
    protected virtual IEnumerable<Argument> Arguments => [];

    /// <summary>All options, in the order of the help.</summary>
    protected abstract IEnumerable<Option> Options { get; }

    /// <summary>Runs the command as a program of its own.</summary>
    /// <param name="arguments">The arguments after the name of the program.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="cancellation">Ends the run early, as Ctrl-C does.</param>
    /// <returns>An exit code of the command's style.</returns>
    public Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var root = new RootCommand(description);
        AddTo(root, arguments);
        return new ProgramRun(Style.ExitCodes, output, error).Of(root, arguments, cancellation);
    }

    /// <summary>Gives a command what this one takes and does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="words">The words that the user typed, for messages that repeat them.</param>
    public void AddTo(Command command, IReadOnlyList<string> words)
    {
        foreach (Argument argument in Arguments)
        {
            command.Arguments.Add(argument);
        }
        foreach (Option option in Options.Concat(Style.Options))
        {
            command.Options.Add(option);
        }
        command.SetAction((parsed, cancelled) => Task.Run(() => Execute(parsed, words, cancelled), CancellationToken.None));
    }

    /// <summary>Does what the arguments ask for.</summary>
    /// <param name="arguments">The arguments, parsed without error.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress goes.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>Whether it ran to its end.</returns>
    protected abstract bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation);

    private int Execute(ParseResult parsed, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        ExitCodes codes = Style.ExitCodes;
        var output = (LastingWriter)parsed.InvocationConfiguration.Output;
        TextWriter error = parsed.InvocationConfiguration.Error;
        try
        {
            bool isWhole = Style.Run(parsed, output, report => Run(parsed, report, error, cancellation));
            output.Flush();
            return output.Failure is { } failure
                ? throw new OutputException($"The report could not be printed: {failure}")
                : isWhole ? ExitCodes.Success : codes.Stopped;
        }
        catch (Exception problem) when (CodeOf(problem) is not null)
        {
            error.WriteLine(ErrorText.Of(SaidOf(problem), words));
            return CodeOf(problem)!.Value;
        }
    }

    /// <summary>How the command ends; null where nobody foresaw it.</summary>
    private int? CodeOf(Exception problem) => problem switch
    {
        OutputException => Style.ExitCodes.OutputFailed,
        InferenceException => Style.ExitCodes.ModelFailed,
        UserErrorException { IsOfData: false } => Style.ExitCodes.Arguments,

        // What the library and the system refuse is what they were given, from a file or from an option.
        UserErrorException or MeasurementFormatException or CheckpointException or InvalidDataException => Style.ExitCodes.Data,
        IOException or UnauthorizedAccessException => Style.ExitCodes.Data,
        ArgumentException or NotSupportedException => Style.ExitCodes.Arguments,
        OperationCanceledException => Style.ExitCodes.Stopped,
        _ => null,
    };

    /// <summary>What is told; the library's word for an argument is not the user's.</summary>
    private static string SaidOf(Exception problem) => problem switch
    {
        OperationCanceledException => "Stopped: there was nothing to keep, and nothing was written.",
        ArgumentException or NotSupportedException => UserErrorException.Sentence(problem),
        _ => problem.Message,
    };
}
