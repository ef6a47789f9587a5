using System.CommandLine;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch.Commands;

/// <summary>Puts all results into one table, and into maps.</summary>
internal sealed class MergeCommand : Subcommand
{
    private const string DrawsExtension = ".draws.parquet";

    private readonly Option<string?> table = OptionOf.Text("--out", "FILE", "The table. [default: FOLDER/merged.parquet]");
    private readonly Option<string?> maps = OptionOf.Text("--hdf5", "FILE", "Write maps of the shape of the source, too.");
    private readonly Option<bool> partial = OptionOf.Flag("--partial", "Merge what there is of a batch that is not complete.");

    public MergeCommand()
        : base("merge", "Puts all results into one Parquet file, their draws into another, and maps into HDF5.")
    {
        Arguments.Add(Folder);
        Options.Add(table);
        Options.Add(maps);
        Options.Add(partial);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        (DiskFolder folder, BatchPlan plan) = Open(arguments);
        var state = BatchState.Of(folder, plan);
        if (!state.IsComplete && !arguments.GetValue(partial))
        {
            output.WriteLine($"{folder.Name}: {state.Done} of {state.Measurements} measurements are done.");
            output.WriteLine("Run work or resume first, or merge what there is by --partial.");
            return ExitCode.Stopped;
        }

        string path = arguments.GetValue(table) ?? folder.PathOf("merged.parquet");
        string draws = Path.ChangeExtension(path, DrawsExtension);
        WholeFile.Write(path, new ShardMerge(folder, plan, ShardedTable.Rows(folder, plan)).Write);
        if (plan.Draws > 0)
        {
            WholeFile.Write(draws, new ShardMerge(folder, plan, ShardedTable.Draws(folder, plan)).Write);
        }

        output.WriteLine($"Written: {path}, {state.Done} measurements.");
        if (plan.Draws > 0)
        {
            output.WriteLine($"Written: {draws}, {plan.Draws} draws of each model at most.");
        }

        if (arguments.GetValue(maps) is { } file)
        {
            AnswerMaps.Write(plan, path, file);
            output.WriteLine($"Written: {file}, maps of {string.Join(" x ", plan.Source.Shape)}.");
        }

        return state.IsComplete ? ExitCode.Complete : ExitCode.Stopped;
    }
}
