using BayesMeasure.Batch.Tests.Work;

namespace BayesMeasure.Batch.Tests.Commands;

/// <summary>A command of the tool in this process: its exit code, and what it printed.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command.</summary>
    public static async Task<ToolRun> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await BatchCommand.Run(
            arguments, SmallBatch.Family, SmallBatch.Options, new() { Output = output, Error = error }, CancellationToken.None);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that it was refused, in a line or two that say what is wrong.</summary>
    public void RequireRefused(int code, string message)
    {
        Assert.Equal((code, ""), (ExitCode, Output));
        Assert.Contains(message, Error, StringComparison.Ordinal);
        Assert.InRange(Error.TrimEnd().Split('\n').Length, 1, 2);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
