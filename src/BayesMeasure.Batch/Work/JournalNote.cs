using System.Text;
using System.Text.Json;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Work;

/// <summary>What a journal tells besides answers: a measurement that begins, or that was left when a worker left.</summary>
internal sealed record JournalNote
{
    /// <summary>The measurement that begins.</summary>
    public int? Begun { get; init; }

    /// <summary>The measurement that was left.</summary>
    public int? Stopped { get; init; }

    /// <summary>What the checkpoint is known by from which it begins; null where it has none.</summary>
    public string? From { get; init; }

    /// <summary>Reads a note; null where the text is none.</summary>
    public static JournalNote? Parse(string line) =>
        BatchJson.TryRead<JournalNote>(Encoding.UTF8.GetBytes(line), BatchJson.Record);

    /// <summary>The note in a line of text.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, BatchJson.Record);
}
