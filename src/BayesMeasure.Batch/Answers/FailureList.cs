using System.Text.Json;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>The measurements of a shard that failed three times, as failed/000123.json has them.</summary>
internal static class FailureList
{
    /// <summary>Writes the list, where there is something on it.</summary>
    public static void Write(IBatchFolder folder, int shard, IReadOnlyList<MeasurementAnswer> answers)
    {
        FailedMeasurement[] failed =
        [
            .. answers.Where(answer => answer.Failure is not null)
                .Select(answer => new FailedMeasurement(answer.Index, answer.Failure!) { InModel = answer.FailedInModel }),
        ];
        if (failed.Length > 0)
        {
            folder.Replace(FolderLayout.Failed(shard), JsonSerializer.SerializeToUtf8Bytes(failed, BatchJson.Page));
        }
    }

    /// <summary>The measurements that failed, of all shards whose lists can be read.</summary>
    public static IEnumerable<FailedMeasurement> ReadAll(IBatchFolder folder) => folder.FilesIn(FolderLayout.Failures)
        .Where(file => FolderLayout.ShardOf(file) is not null)
        .SelectMany(file => BatchJson.TryRead<FailedMeasurement[]>(
            folder.Read($"{FolderLayout.Failures}/{file}") ?? [], BatchJson.Page) ?? [])
        .OfType<FailedMeasurement>();
}

/// <summary>A measurement that failed three times.</summary>
/// <param name="Index">The measurement.</param>
/// <param name="Reason">Why.</param>
internal sealed record FailedMeasurement(int Index, string Reason)
{
    /// <summary>Whether a model failed, and not the reading of the curve.</summary>
    public bool InModel { get; init; }
}
