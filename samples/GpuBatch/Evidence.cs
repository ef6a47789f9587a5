using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace GpuBatch;

/// <summary>What is kept of a run: the log evidence, and whether it can be trusted. The draws are not kept.</summary>
/// <param name="LogEvidence">log Z; NaN where there is none.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Probability">The probability of its number of peaks; NaN where one of them has no log Z.</param>
/// <param name="IsDecided">Whether log Z can be relied on.</param>
/// <param name="Fault">Why log Z is too low or missing; null where it is neither.</param>
/// <param name="LogEvidenceShift">By how much single precision shifted log Z; null in double precision.</param>
public sealed record Evidence(
    double LogEvidence, double StandardError, double Probability, bool IsDecided, string? Fault, double? LogEvidenceShift)
{
    /// <summary>What is kept of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="probability">The probability of its number of peaks; null where one of them has no log Z.</param>
    public static Evidence Of(InferenceRun run, double? probability)
    {
        if (run.Failure is { } failure)
        {
            return new(double.NaN, double.NaN, double.NaN, false, failure.Message, null);
        }

        Result result = run.ResultOrThrow();
        return new(
            result.FreeEnergy.LogEvidence,
            result.FreeEnergy.StandardError,
            probability ?? double.NaN,
            result.IsDecided,
            FaultOf(result),
            LadderRun.Of(result).SinglePrecision?.LogZShift);
    }

    private static string? FaultOf(Result result) => result switch
    {
        { FreeEnergy.LogEvidence: double.NaN } => "log Z could not be estimated: use more sweeps.",
        { HiddenMode: not null } => "The draws miss a mode that a search found, so that log Z may be too low.",
        _ => null,
    };
}
