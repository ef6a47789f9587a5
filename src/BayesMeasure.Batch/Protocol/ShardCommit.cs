using System.Globalization;
using System.Text;

namespace BayesMeasure.Batch.Protocol;

/// <summary>
/// That a shard is done, decided once: its file is written under a name of its own, and then linked to the final one, which fails
/// where that exists. Where links are refused, the creation of a marker decides, and the file keeps its own name.
/// </summary>
internal static class ShardCommit
{
    /// <summary>Whether a shard is done.</summary>
    public static bool IsCommitted(IBatchFolder folder, int shard) =>
        folder.Exists(FolderLayout.Result(shard)) || folder.Exists(FolderLayout.Marker(shard));

    /// <summary>The shards that are done.</summary>
    public static IEnumerable<int> CommittedOf(IBatchFolder folder) =>
        folder.FilesIn(FolderLayout.Results).Select(ShardDoneBy).OfType<int>().Distinct();

    /// <summary>The shard that is done since a file of the results is there; null for another file, such as a draft.</summary>
    public static int? ShardDoneBy(string file) =>
        file.Split('.') is [_, "parquet" or "commit"] ? FolderLayout.ShardOf(file) : null;

    /// <summary>Commits a shard.</summary>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="attempt">The attempt that did it.</param>
    /// <param name="contents">Its file.</param>
    /// <returns>Whether it is this one that counts; where another was there before, nothing is changed.</returns>
    public static bool TryCommit(IBatchFolder folder, int shard, int attempt, byte[] contents)
    {
        string draft = FolderLayout.Draft(shard, attempt);
        folder.Replace(draft, contents);
        switch (folder.Link(draft, FolderLayout.Result(shard)))
        {
            case LinkOutcome.Refused:
                bool isFirst = folder.TryCreate(
                    FolderLayout.Marker(shard), Encoding.ASCII.GetBytes(attempt.ToString(CultureInfo.InvariantCulture)));
                if (!isFirst)
                {
                    folder.Delete(draft);
                }

                return isFirst;
            case var outcome:
                folder.Delete(draft);
                return outcome == LinkOutcome.Linked;
        }
    }

    /// <summary>
    /// The file of a shard that is done; null where it is not. A marker that was cut by a kill names no attempt: any draft
    /// will do then, since all have the same rows.
    /// </summary>
    public static string? FileOf(IBatchFolder folder, int shard)
    {
        if (folder.Exists(FolderLayout.Result(shard)))
        {
            return FolderLayout.Result(shard);
        }

        return folder.Read(FolderLayout.Marker(shard)) is not { } marker ? null
            : int.TryParse(Encoding.ASCII.GetString(marker), NumberStyles.None, CultureInfo.InvariantCulture, out int attempt)
                && folder.Exists(FolderLayout.Draft(shard, attempt)) ? FolderLayout.Draft(shard, attempt)
            : DraftsOf(folder, shard).FirstOrDefault();
    }

    private static IEnumerable<string> DraftsOf(IBatchFolder folder, int shard) => folder.FilesIn(FolderLayout.Results)
        .Where(file => file.EndsWith(".draft", StringComparison.Ordinal) && FolderLayout.ShardOf(file) == shard)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{FolderLayout.Results}/{file}");
}
