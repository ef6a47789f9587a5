namespace BayesMeasure.Tool.Tests;

/// <summary>One run of the tool in this process: its exit code, and what it printed.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it reported.</param>
/// <param name="Error">Its progress and errors.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool.</summary>
    /// <param name="words">The words after its name.</param>
    public static Task<ToolRun> Of(params string[] words) => Of(words, CancellationToken.None);

    /// <summary>Runs the tool until it is cancelled.</summary>
    /// <param name="words">The words after its name.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<ToolRun> Of(string[] words, CancellationToken cancellation)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await ToolProgram.Run(words, output, error, cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that all was done.</summary>
    public ToolRun AssertDone()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Asserts that it was refused, in a line or two for the user that say what is wrong.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="message">What is said, in any case of the letters.</param>
    public void AssertRefused(int exitCode, string message)
    {
        Assert.Contains(message, Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(exitCode, ExitCode);
        AssertTwoLines();
    }

    /// <summary>Asserts that what is said is a line or two, and nothing of the code.</summary>
    public void AssertTwoLines()
    {
        Assert.InRange(Error.TrimEnd().Split('\n').Length, 1, 2);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ToolProgram.InternalError, Error, StringComparison.Ordinal);
    }
}
