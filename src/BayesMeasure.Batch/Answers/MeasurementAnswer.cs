using System.Text;
using System.Text.Json;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>What was found about one measurement, or why nothing was.</summary>
/// <param name="Index">Its index in the source, from 0.</param>
/// <param name="Failure">Why there is no answer, after three tries; null where there is one.</param>
/// <param name="Candidates">What was found of each candidate, in the order of the family; none after a failure.</param>
internal sealed record MeasurementAnswer(int Index, string? Failure, IReadOnlyList<CandidateAnswer> Candidates)
{
    /// <summary>Whether one candidate was selected.</summary>
    public bool IsDecided => Candidates.Any(candidate => candidate.IsSelected);

    /// <summary>Whether it failed in a model, and not since it cannot be read.</summary>
    public bool FailedInModel { get; init; }

    /// <summary>The processor seconds that it took.</summary>
    public double Seconds { get; init; }

    /// <summary>The attempt at its shard that found it, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>The machine that found it.</summary>
    public string Host { get; init; } = "";

    /// <summary>The processor of that machine.</summary>
    public string Processor { get; init; } = "";

    /// <summary>In how many lanes data points were added up; 0 where each machine takes its own.</summary>
    public int Lanes { get; init; }

    /// <summary>The answer in a line of text, from which <see cref="Parse"/> makes the same, bit for bit.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, BatchJson.Record);

    /// <summary>Reads an answer; null where the text is none.</summary>
    public static MeasurementAnswer? Parse(string line) =>
        BatchJson.TryRead<MeasurementAnswer>(Encoding.UTF8.GetBytes(line), BatchJson.Record) is { Candidates: not null } answer
            && answer.Candidates.All(candidate => candidate is { Name: not null }
                && candidate.Parameters.All(parameter => parameter is { Name: not null })
                && !candidate.Warnings.Contains(null!)
                && candidate.Draws?.IsWhole(candidate.Parameters.Count) is not false)
            ? answer
            : null;
}
