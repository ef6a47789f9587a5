using System.CommandLine;
using System.Text.Json;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Work;

namespace BayesMeasure.Batch.Commands;

/// <summary>Says how far a batch has come, from its folder alone.</summary>
internal sealed class StatusCommand : Subcommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Option<bool> watch = OptionOf.Flag("--watch", "Look again every two seconds, until the batch is complete.");
    private readonly Option<bool> json = OptionOf.Flag("--json", "Write JSON.");

    public StatusCommand()
        : base("status", "Says how far a batch has come, and who works on it.")
    {
        Arguments.Add(Folder);
        Options.Add(watch);
        Options.Add(json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        (DiskFolder folder, BatchPlan plan) = Open(arguments);
        while (true)
        {
            var progress = BatchProgress.Of(folder, plan, TimeProvider.System);
            output.WriteLine(
                arguments.GetValue(json) ? JsonSerializer.Serialize(progress, BatchJson.Page) : TextOf(folder, progress));
            if (progress.IsComplete || !arguments.GetValue(watch) || cancellation.WaitHandle.WaitOne(Interval))
            {
                return progress.IsComplete ? ExitCode.Complete : ExitCode.Stopped;
            }
        }
    }

    private static string TextOf(DiskFolder folder, BatchProgress progress) => string.Join('\n', (IEnumerable<string>)
    [
        FormattableString.Invariant($"{folder.Name}: {progress.Done} of {progress.Measurements} measurements are done, ")
            + FormattableString.Invariant($"{progress.Committed} of {progress.Shards} shards; {progress.Claimed} are claimed."),
        $"Workers: {progress.Running} running ({progress.Cores} cores), {progress.Silent} silent, {progress.Left} have left.",
        .. Counts(progress),
        .. progress is { Rate: double rate, SecondsLeft: double left, IsComplete: false }
            ? [FormattableString.Invariant($"{rate:G3} a second: {DurationText.Of(TimeSpan.FromSeconds(left))} left.")]
            : Array.Empty<string>(),
    ]);

    private static IEnumerable<string> Counts(BatchProgress progress)
    {
        if (progress is { Counted: > 0 and var counted, SecondsEach: double seconds, Slowest: int slowest })
        {
            yield return FormattableString.Invariant($"Of {counted} that workers counted {progress.Failed} failed, and ")
                + FormattableString.Invariant($"{100.0 * progress.Undecided / counted:F1} % are undecided; ")
                + FormattableString.Invariant($"{seconds:G3} s each, the slowest, {slowest}, {progress.SlowestSeconds:G3} s.");
        }
    }
}
