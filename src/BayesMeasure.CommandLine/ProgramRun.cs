using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>One run of a program: its words are parsed, and refused in two lines or done.</summary>
/// <param name="codes">The exit codes.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="error">Where progress and errors go.</param>
public sealed class ProgramRun(ExitCodes codes, TextWriter output, TextWriter error)
{
    /// <summary>A word that begins with @ is a name like any other: nothing is read for it.</summary>
    private static readonly ParserConfiguration WithoutFiles = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses words.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="words">The words after the name of the program.</param>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> words) => root.Parse(words, WithoutFiles);

    /// <summary>Runs a program.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="words">The words after the name of the program.</param>
    /// <param name="cancellation">Ends the run early, as Ctrl-C does.</param>
    /// <returns>An exit code.</returns>
    public async Task<int> Of(RootCommand root, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        ParseResult parsed = Parse(root, words);
        if (parsed.Errors is [{ } first, ..])
        {
            await error.WriteLineAsync(ErrorText.Of(first.Message, words));
            await error.WriteLineAsync(root.Subcommands.Count > 0
                ? "All commands and options are listed by --help."
                : "All options are listed by --help.");
            return codes.Arguments;
        }

        InvocationConfiguration console = new()
        {
            Output = new LastingWriter(output),
            Error = error,
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(console, cancellation);
    }
}
