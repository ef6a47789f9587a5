using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Comparison;
using BayesMeasure.Reports;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// Compares the models for one measurement, by one thread and with the seed of its index: the same bits, whoever does it. What is
/// wrong with the measurement, or with a model at it, becomes an answer that says so after three tries.
/// </summary>
/// <param name="family">The models.</param>
/// <param name="sampling">How each is sampled.</param>
/// <param name="plan">The seed, the lanes, and how many draws are kept.</param>
/// <param name="checkpoints">Where runs are written down from time to time; null where they are short.</param>
internal sealed class MeasurementRun(
    ModelFamily family, ReplicaExchangeOptions sampling, BatchPlan plan, MeasurementCheckpoints? checkpoints)
{
    private const int MostTries = 3;

    /// <summary>Whether runs are long, and written down from time to time.</summary>
    public bool IsLong => checkpoints is not null;

    /// <summary>Takes over the checkpoints of earlier attempts.</summary>
    /// <returns>What they are known by; null where there are none.</returns>
    public string? TakeOver(int index, int attempt) => checkpoints?.TakeOver(index, attempt);

    /// <summary>Compares the models.</summary>
    /// <param name="index">The index of the measurement.</param>
    /// <param name="measured">The measurement.</param>
    /// <param name="attempt">The attempt at its shard.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The answer; null where it was cancelled.</returns>
    public MeasurementAnswer? Run(int index, SourcedMeasurement measured, int attempt, CancellationToken cancellation)
    {
        double since = ThreadClock.Seconds;
        string? failure = measured.Failure;
        IReadOnlyList<CandidateAnswer>? found = null;
        for (int tries = 0; found is null && measured.Measurement is not null && tries < MostTries; tries++)
        {
            (found, failure) = Try(index, measured, attempt, cancellation);
            if (cancellation.IsCancellationRequested && found is null)
            {
                return null;
            }
        }

        return new(index, found is null ? PrintableText.Message(failure ?? "There is no measurement.") : null, found ?? [])
        {
            FailedInModel = found is null && measured.Measurement is not null,
            Seconds = ThreadClock.Seconds - since,
            Attempt = attempt,
            Host = ThisMachine.Host,
            Processor = ThisMachine.Processor,
            Lanes = plan.Lanes ?? 0,
        };
    }

    private (IReadOnlyList<CandidateAnswer>? Found, string? Failure) Try(
        int index, SourcedMeasurement measured, int attempt, CancellationToken cancellation)
    {
        try
        {
            ModelComparison comparison = Compare(index, measured, attempt, cancellation);
            return comparison switch
            {
                { Failed: [{ } first, ..] } => (null, $"{first.Name}: {first.Reason}"),
                { IsPartial: true } => (null, null),
                _ => (ComparisonAnswer.Of(comparison, plan.Draws), null),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (null, null);
        }
#pragma warning disable CA1031 // A model of the user's own may throw anything, and costs its own measurement alone.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return (null, error.Message);
        }
    }

    private ModelComparison Compare(int index, SourcedMeasurement measured, int attempt, CancellationToken cancellation)
    {
        ReplicaExchangeOptions own = sampling with { Seed = plan.SeedOf(index), Lanes = plan.Lanes, Threads = 1 };
        try
        {
            return family.Compare(
                measured.Measurement!, own with { Checkpoint = checkpoints?.Of(index, attempt) }, cancellation: cancellation);
        }
        catch (CheckpointException)
        {
            // A checkpoint that is damaged, or that has no room, costs time and no answer.
            return family.Compare(measured.Measurement!, own, cancellation: cancellation);
        }
    }
}
