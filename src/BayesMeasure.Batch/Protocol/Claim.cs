using System.Text.Json;

namespace BayesMeasure.Batch.Protocol;

/// <summary>Who works on a shard: a hint, which spares others the work and decides nothing.</summary>
/// <param name="Worker">The worker: a host and a process.</param>
/// <param name="Attempt">The attempt at the shard, from 1; its journal is that of this worker alone.</param>
/// <param name="Heartbeat">
/// How often the worker has said that it lives. Others look at whether it changes, and at no clock but their own.
/// </param>
internal sealed record Claim(string Worker, int Attempt, long Heartbeat)
{
    private const int MostBytes = 4096;

    /// <summary>The file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BatchJson.Line);

    /// <summary>Reads a claim; null where the file is cut, or garbage.</summary>
    public static Claim? Read(ReadOnlySpan<byte> file) =>
        file.Length <= MostBytes && BatchJson.TryRead<Claim>(file, BatchJson.Line) is { Attempt: > 0 } claim ? claim : null;

    /// <summary>Whether another claim is that of the same attempt of the same worker.</summary>
    public bool IsSameAttempt(Claim? other) => other is not null && other.Worker == Worker && other.Attempt == Attempt;
}
