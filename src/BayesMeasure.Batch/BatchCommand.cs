using System.CommandLine;
using System.Runtime.InteropServices;
using BayesMeasure.Batch.Commands;
using BayesMeasure.Comparison;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch;

/// <summary>
/// A whole tool for batches out of a family of models: commands that plan, work, submit to Slurm, tell how far it has come,
/// resume, merge and verify. <c>--help</c> lists them; docs/batch.md tells how they are used.
/// </summary>
/// <example>
/// <code>
/// return await BatchCommand.Run(args, family);
/// </code>
/// </example>
public static class BatchCommand
{
    /// <summary>Does what the arguments ask for.</summary>
    /// <param name="args">The arguments after the name of the program.</param>
    /// <param name="family">The models.</param>
    /// <param name="options">The settings, of which the arguments change some; null for the defaults.</param>
    /// <returns>
    /// The exit code: 0 when the batch is complete, or what was asked is done; 75 when it is not complete, and can be gone on
    /// with; 64 for arguments, 65 for data or a folder that cannot be used; 70 when a model failed for a measurement.
    /// </returns>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public static Task<int> Run(string[] args, ModelFamily family, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(family);
        options ??= new();
        options.RequireValid();
        return Run(args, family, options, new(), CancellationToken.None);
    }

    internal static async Task<int> Run(
        string[] args, ModelFamily family, BatchOptions options, InvocationConfiguration console, CancellationToken cancellation)
    {
        var root = new RootCommand("Compares models for many measurements, by any number of processes that share a folder.")
        {
            new PlanCommand(family, options),
            new WorkCommand(family, options),
            new SubmitCommand(),
            new ResumeCommand(),
            new StatusCommand(),
            new MergeCommand(),
            new IntegrityCommand(),
        };

        // A word that begins with @ is a name like any other: nothing is read for it.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors is [{ } first, ..])
        {
            await console.Error.WriteLineAsync(PrintableText.Line(first.Message));
            await console.Error.WriteLineAsync("All commands and options are listed by --help.");
            return ExitCode.Arguments;
        }

        // Schedulers may send the signal twice, to the script and to all its processes: the second one changes nothing.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        console.ProcessTerminationTimeout = null;
        return await parsed.InvokeAsync(console, stopping.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
