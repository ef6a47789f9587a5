using BayesMeasure.CommandLine;
using Xunit;

namespace BayesMeasure.Samples.Testing;

/// <summary>One run of a sample's command in this process: its exit code, and what it printed.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it reported.</param>
/// <param name="Error">Its progress and errors.</param>
public sealed record CommandRun(int ExitCode, string Output, string Error)
{
    private const int BadInput = 2;

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">The arguments after the name of the program.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static async Task<CommandRun> Of(JobCommand command, string[] arguments, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await command.RunAsync(arguments, output, error, cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that bad input was refused, in a line or two for the user that say what is wrong.</summary>
    /// <param name="message">What is said, in any case of the letters.</param>
    public void AssertRefused(string message)
    {
        Assert.Equal(BadInput, ExitCode);
        Assert.Contains(message, Error, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(Error.TrimEnd().Split('\n').Length, 1, 2);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", Error, StringComparison.Ordinal);
    }
}
