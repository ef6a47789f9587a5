using System.CommandLine;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Work;

namespace BayesMeasure.Batch.Commands;

/// <summary>Reads all results, and says what is wrong with them.</summary>
internal sealed class IntegrityCommand : Subcommand
{
    private readonly Option<bool> data = OptionOf.Flag("--data", "Compare the source with the plan, too.");
    private readonly Option<string?> source = OptionOf.Text("--source", "PATH", "Where the source lies by now.");

    public IntegrityCommand()
        : base("verify", "Reads all results: each measurement once, in files that are whole.")
    {
        Arguments.Add(Folder);
        Options.Add(data);
        Options.Add(source);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        (DiskFolder folder, BatchPlan plan) = Open(arguments);
        int problems = 0, failed = 0;
        for (int shard = 0; shard < plan.Shards.Count; shard++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                failed += FailedOf(folder, plan, shard);
            }
            catch (BatchException problem)
            {
                problems++;
                output.WriteLine(problem.Message);
            }
        }

        if (arguments.GetValue(data))
        {
            RequireData(plan, folder.Name, ReadingArguments.Open(plan, folder.Name, arguments.GetValue(source)), cancellation);
        }

        var state = BatchState.Of(folder, plan);
        output.WriteLine($"{folder.Name}: {state.Done} of {state.Measurements} measurements are done, {failed} failed; "
            + (problems == 0 ? "all files are whole." : $"{problems} files are not."));
        return problems > 0 ? ExitCode.Data : state.IsComplete ? ExitCode.Complete : ExitCode.Stopped;
    }

    private static int FailedOf(DiskFolder folder, BatchPlan plan, int shard)
    {
        if (ShardCommit.FileOf(folder, shard) is not { } name)
        {
            return 0;
        }

        string place = $"{folder.Name}/{name}";
        IReadOnlyList<MeasurementAnswer> answers = AnswerTable.Read(plan, folder.Read(name) ?? [], place);
        var order = new ShardOrder(plan.Shards[shard], place);
        order.RequireNext(answers.Select(answer => (int?)answer.Index));
        order.RequireEnd();
        if (answers.Any(answer => answer.Failure is null
            && !answer.Candidates.Select(candidate => candidate.Name).SequenceEqual(plan.Candidates)))
        {
            throw new BatchException(place, "has other candidates than the plan.", "Move it away and run the batch again.");
        }

        RequireDraws(folder, plan, shard, answers);
        return answers.Count(answer => answer.Failure is not null);
    }

    private static void RequireDraws(DiskFolder folder, BatchPlan plan, int shard, IReadOnlyList<MeasurementAnswer> answers)
    {
        if (ShardResult.DrawsOf(folder, plan, shard) is not { } name)
        {
            return;
        }

        string place = $"{folder.Name}/{name}";
        IEnumerable<(int, string)> drawn = DrawTable.Read(plan, folder.Read(name) ?? [], place)
            .Select(row => (row.Index, row.Candidate))
            .Distinct();
        if (!drawn.SequenceEqual(answers.SelectMany(
            answer => answer.Candidates.Select(candidate => (answer.Index, candidate.Name)))))
        {
            throw new BatchException(
                place,
                "has not draws of each candidate of its shard.",
                "Move it and the rows of that shard away, and run the batch again.");
        }
    }

    private static void RequireData(BatchPlan plan, string folder, IMeasurementSource source, CancellationToken cancellation)
    {
        foreach (PlannedShard shard in plan.Shards)
        {
            cancellation.ThrowIfCancellationRequested();
            ShardWork.ReadPlanned(source, shard, folder);
        }
    }
}
