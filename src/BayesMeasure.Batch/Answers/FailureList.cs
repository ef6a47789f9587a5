using System.Text.Encodings.Web;
using System.Text.Json;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>The measurements of a shard that failed three times, as failed/000123.json has them.</summary>
internal static class FailureList
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the list, where there is something on it.</summary>
    public static void Write(IBatchFolder folder, int shard, IReadOnlyList<MeasurementAnswer> answers)
    {
        FailedMeasurement[] failed =
        [
            .. answers.Where(answer => answer.Failure is not null)
                .Select(answer => new FailedMeasurement(answer.Index, answer.Failure!)),
        ];
        if (failed.Length > 0)
        {
            folder.Replace(FolderLayout.Failed(shard), JsonSerializer.SerializeToUtf8Bytes(failed, Json));
        }
    }

    private sealed record FailedMeasurement(int Index, string Reason);
}
