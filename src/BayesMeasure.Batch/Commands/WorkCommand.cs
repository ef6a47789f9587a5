using System.CommandLine;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Comparison;

namespace BayesMeasure.Batch.Commands;

/// <summary>Works on a batch until it is complete, by whomever, or until it is told to stop.</summary>
internal sealed class WorkCommand : Subcommand
{
    private readonly ModelFamily family;
    private readonly BatchOptions options;
    private readonly Option<int?> cores = OptionOf.Count("--cores", "How many measurements are done side by side.");
    private readonly Option<string?> source = OptionOf.Text("--source", "PATH", "Where the source lies by now.");

    /// <param name="family">The models.</param>
    /// <param name="options">The settings.</param>
    public WorkCommand(ModelFamily family, BatchOptions options)
        : base("work", "Works on a batch until it is complete; any number of processes may do so at once.")
    {
        (this.family, this.options) = (family, options);
        Arguments.Add(Folder);
        Options.Add(cores);
        Options.Add(source);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        (DiskFolder folder, BatchPlan plan) = Open(arguments);
        BatchOptions own = options with
        {
            Cores = arguments.GetValue(cores) ?? options.Cores,
            Sampling = options.Sampling with { Seed = plan.Seed },
            Draws = plan.Draws,
        };
        BatchState state = Batch.Run(
            ReadingArguments.Open(plan, folder.Name, arguments.GetValue(source)), family, own, folder.Name, cancellation);
        output.WriteLine($"{folder.Name}: {state.Done} of {state.Measurements} measurements are done.");
        if (!state.IsComplete)
        {
            output.WriteLine("Stopped. The same command goes on.");
            return ExitCode.Stopped;
        }

        FailedMeasurement[] failed = [.. FailureList.ReadAll(folder)];
        if (failed is [{ } first, ..])
        {
            output.WriteLine($"{failed.Length} of them have no answer, and {FolderLayout.Failures}/ lists them.");
            output.WriteLine($"Measurement {first.Index}: {first.Reason}");
        }

        return failed.Any(one => one.InModel) ? ExitCode.ModelFailed : ExitCode.Complete;
    }
}
