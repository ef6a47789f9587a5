using System.Globalization;

namespace BayesMeasure.Batch.Protocol;

/// <summary>What the files of a batch are called: docs/batch-format.md.</summary>
internal static class FolderLayout
{
    /// <summary>What is to be done: never changed.</summary>
    public const string Plan = "plan.json";

    /// <summary>Who works on what.</summary>
    public const string Claims = "claims";

    /// <summary>Measurements that are done, of shards that are not.</summary>
    public const string Journals = "journal";

    /// <summary>Runs in progress.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Shards that are done.</summary>
    public const string Results = "results";

    /// <summary>Draws of shards that are done.</summary>
    public const string DrawFolder = "draws";

    /// <summary>Measurements that failed.</summary>
    public const string Failures = "failed";

    /// <summary>What each worker has done.</summary>
    public const string Workers = "workers";

    /// <summary>All folders below that of the batch.</summary>
    public static readonly string[] Subfolders = [Claims, Journals, Checkpoints, Results, DrawFolder, Failures, Workers];

    /// <summary>Who works on a shard.</summary>
    public static string Claim(int shard) => $"{Claims}/{NameOf(shard)}.json";

    /// <summary>What an attempt has done of a shard.</summary>
    public static string Journal(int shard, int attempt) => Invariant($"{Journals}/{NameOf(shard)}.{attempt}");

    /// <summary>A shard that is done: that the file is there is the commit.</summary>
    public static string Result(int shard) => $"{Results}/{NameOf(shard)}.parquet";

    /// <summary>The rows of a shard as an attempt wrote them, before they are committed.</summary>
    public static string Draft(int shard, int attempt) => Invariant($"{Results}/{NameOf(shard)}.{attempt}.draft");

    /// <summary>Where there are no links: that the file is there is the commit of the draft whose attempt it names.</summary>
    public static string Marker(int shard) => $"{Results}/{NameOf(shard)}.commit";

    /// <summary>The draws of a shard as an attempt wrote them: its rows say whose count.</summary>
    public static string Draws(int shard, int attempt) => Invariant($"{DrawFolder}/{NameOf(shard)}.{attempt}.parquet");

    /// <summary>The measurements of a shard that failed.</summary>
    public static string Failed(int shard) => $"{Failures}/{NameOf(shard)}.json";

    /// <summary>What a worker has done.</summary>
    public static string Worker(string worker) => $"{Workers}/{worker}.json";

    /// <summary>The run of a measurement in progress.</summary>
    public static string Checkpoint(int measurement, int attempt) =>
        Invariant($"{Checkpoints}/{measurement:D9}.{attempt}.checkpoint");

    /// <summary>
    /// The shard that a file of it is named after, whatever stands behind the first dot; null for another file.
    /// </summary>
    public static int? ShardOf(string file)
    {
        string number = file.Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int shard) && NameOf(shard) == number
            ? shard
            : null;
    }

    /// <summary>The shard that a file claims; null for another file, such as a draft that a kill left.</summary>
    public static int? ShardOfClaim(string file) => file.Split('.') is [_, "json"] ? ShardOf(file) : null;

    /// <summary>The attempt whose journal a file is; 0 for another file.</summary>
    public static int AttemptOf(string journal) =>
        journal.Split('.') is [_, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int attempt) ? attempt : 0;

    /// <summary>The measurement that a checkpoint is of; null for another file.</summary>
    public static int? MeasurementOf(string file) =>
        int.TryParse(file.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int measurement)
            ? measurement
            : null;

    private static string NameOf(int shard) => Invariant($"{shard:D6}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
