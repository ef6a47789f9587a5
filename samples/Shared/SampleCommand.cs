using System.CommandLine;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Samples;

/// <summary>The command line of a sample: its options, and how an end comes out as an exit code.</summary>
/// <param name="description">What the program does, in a sentence.</param>
public abstract class SampleCommand(string description)
{
    private const int Success = 0;
    private const int ModelFailed = 1;
    private const int BadInput = 2;
    private const int OutputFailed = 74;
    private const int Cancelled = 130;

    /// <summary>All options, in the order of the help.</summary>
    protected abstract IEnumerable<Option> Options { get; }

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments after the name of the program.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="cancellation">Ends the run early, as Ctrl-C does.</param>
    /// <returns>
    /// 0; 1 when the model failed, 2 for bad input, 74 when something could not be written, 130 when the run was cancelled.
    /// </returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var lasting = new LastingWriter(output);
        var root = new RootCommand(description);
        foreach (Option option in Options)
        {
            root.Options.Add(option);
        }
        root.SetAction((parsed, cancelled) => Task.Run(
            () => Execute(parsed, arguments, lasting, error, cancelled), CancellationToken.None));

        // A word that begins with @ is a name like any other: nothing is read for it.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors is [{ } first, ..])
        {
            await error.WriteLineAsync(ErrorText.Of(first.Message, arguments));
            await error.WriteLineAsync("All options are listed by --help.");
            return BadInput;
        }

        return await parsed.InvokeAsync(
            new() { Output = lasting, Error = error, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) }, cancellation);
    }

    /// <summary>Does what the arguments ask for.</summary>
    /// <param name="arguments">The arguments, parsed without error.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress goes.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>Whether it ran to its end.</returns>
    protected abstract bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation);

    private int Execute(
        ParseResult parsed, string[] arguments, LastingWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            bool isWhole = Run(parsed, output, error, cancellation);
            output.Flush();
            return output.Failure is { } failure
                ? throw new OutputException($"The report could not be printed: {failure}")
                : isWhole ? Success : Cancelled;
        }
        catch (Exception problem) when (CodeOf(problem) is not null)
        {
            error.WriteLine(ErrorText.Of(SaidOf(problem), arguments));
            return CodeOf(problem)!.Value;
        }
    }

    /// <summary>How the command ends; null where nobody foresaw it.</summary>
    private static int? CodeOf(Exception problem) => problem switch
    {
        OutputException => OutputFailed,
        InferenceException => ModelFailed,
        UserErrorException or MeasurementFormatException or CheckpointException => BadInput,

        // What the library and the system refuse is what they were given, from a file or from an option.
        ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException => BadInput,
        _ => null,
    };

    /// <summary>What is told; the library's word for an argument is not the user's.</summary>
    private static string SaidOf(Exception problem) =>
        problem is ArgumentException or NotSupportedException ? UserErrorException.Sentence(problem) : problem.Message;
}
