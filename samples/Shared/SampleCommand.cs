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
        root.SetAction((parsed, cancelled) => Task.Run(() => Execute(parsed, lasting, error, cancelled), CancellationToken.None));
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors is [{ } first, ..])
        {
            await error.WriteLineAsync(ErrorText.Of(first.Message));
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

    private int Execute(ParseResult arguments, LastingWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            bool isWhole = Run(arguments, output, error, cancellation);
            output.Flush();
            return output.Failure is { } failure
                ? throw new OutputException($"The report could not be printed: {failure}")
                : isWhole ? Success : Cancelled;
        }
        catch (Exception problem) when (
            problem is UserErrorException or MeasurementFormatException or FileNotFoundException or CheckpointException)
        {
            error.WriteLine(ErrorText.Of(problem.Message));
            return BadInput;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            // What the library refuses is what it was given, from a file or from an option.
            error.WriteLine(ErrorText.Of(UserErrorException.Sentence(problem)));
            return BadInput;
        }
        catch (OutputException problem)
        {
            error.WriteLine(ErrorText.Of(problem.Message));
            return OutputFailed;
        }
        catch (InferenceException problem)
        {
            error.WriteLine(ErrorText.Of(problem.Message));
            return ModelFailed;
        }
    }
}
