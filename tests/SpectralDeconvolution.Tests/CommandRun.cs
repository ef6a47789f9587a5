namespace SpectralDeconvolution.Tests;

/// <summary>One run of the command in this process: its exit code, and what it printed.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> Of(params string[] arguments) => await Of(arguments, CancellationToken.None);

    public static async Task<CommandRun> Of(string[] arguments, CancellationToken cancellation)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await DeconvolutionCommand.RunAsync(arguments, output, error, cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
