using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>
/// What a shard has once it is done: its rows, and the draws whose file they name. Each attempt writes a file of draws of its own
/// before it commits its rows, so that one act decides for both, and rows never have draws of another attempt.
/// </summary>
internal static class ShardResult
{
    /// <summary>Commits a shard.</summary>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="attempt">The attempt that did it.</param>
    /// <param name="answers">The answers of all its measurements.</param>
    /// <returns>Whether it is this attempt that counts.</returns>
    public static bool TryCommit(
        IBatchFolder folder, BatchPlan plan, int shard, int attempt, IReadOnlyList<MeasurementAnswer> answers)
    {
        if (plan.Draws == 0)
        {
            return ShardCommit.TryCommit(folder, shard, attempt, AnswerTable.Write(plan, answers));
        }

        string draws = FolderLayout.Draws(shard, attempt);
        folder.Replace(draws, DrawTable.Write(plan, answers));
        bool isFirst = ShardCommit.TryCommit(folder, shard, attempt, AnswerTable.Write(plan, answers, attempt));

        // Whoever commits knows which draws count; whoever comes second knows that its own do not.
        foreach (string file in folder.FilesIn(FolderLayout.DrawFolder)
            .Where(file => FolderLayout.ShardOf(file) == shard)
            .Select(file => $"{FolderLayout.DrawFolder}/{file}")
            .Where(file => (file == draws) != isFirst))
        {
            folder.Delete(file);
        }

        return isFirst;
    }

    /// <summary>The file of the draws of a shard that is done; null where it is not, or none are kept.</summary>
    /// <exception cref="BatchException">The rows of the shard cannot be read, or name no draws that are there.</exception>
    public static string? DrawsOf(IBatchFolder folder, BatchPlan plan, int shard)
    {
        if (plan.Draws == 0 || ShardCommit.FileOf(folder, shard) is not { } rows)
        {
            return null;
        }

        string place = $"{folder.Name}/{rows}";
        return TableFile.DrawnBy(plan, folder.Read(rows) ?? [], place) is int attempt
            && FolderLayout.Draws(shard, attempt) is var draws && folder.Exists(draws)
            ? draws
            : throw new BatchException(
                place, "has draws that are not there.", "Put back their file, or move this one away and run the batch again.");
    }
}
