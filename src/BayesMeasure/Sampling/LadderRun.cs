using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Sampling;

/// <summary>
/// What a replica-exchange run tells beside its answer: the record at every rung, and how well the ladder worked.
/// </summary>
public sealed record LadderRun : InferenceReport
{
    /// <inheritdoc/>
    public override string Method => "replica exchange";

    /// <summary>The log likelihoods at every rung of the ladder, from which free energies are made.</summary>
    public required LogLikelihoodTraces LogLikelihoods { get; init; }

    /// <summary>How replicas travelled.</summary>
    public required LadderReport Ladder { get; init; }

    /// <summary>
    /// What stood still, each with its rung or its parameter; empty when nothing did. The warnings say it, too.
    /// </summary>
    public IReadOnlyList<Stall> Stalls { get; init; } = [];

    /// <summary>
    /// What the single precision of the forward model did; null where the model was evaluated in double precision.
    /// </summary>
    public SinglePrecisionReport? SinglePrecision { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Statements =>
    [
        $"{Ladder.InverseTemperatures.Count} rungs, inverse temperatures 0, "
            + $"{ValueWithError.Rounded(Ladder.InverseTemperatures[1], 3)} ... 1; "
            + Invariant($"exchanges rejected {Ladder.Rejections.Min():P0} to {Ladder.Rejections.Max():P0}."),
        Invariant($"Communication barrier {Ladder.Barrier:F2}; ")
            + Invariant($"round trips between prior and posterior: {Ladder.RoundTrips}."),
    ];

    /// <summary>Whether the chains agree about the log likelihood at beta = 1, which no labels of components change.</summary>
    internal ConvergenceDiagnostics LogLikelihoodConvergence => LogLikelihoods.ConvergenceAt(LogLikelihoods.Rungs - 1);

    /// <summary>How the recorded draws can be made once more; null where they cannot.</summary>
    internal RecordedRound? Recorded { get; init; }

    /// <summary>What a result tells of its ladder.</summary>
    /// <param name="result">A result of <see cref="ReplicaExchange"/>, on whatever engine.</param>
    /// <exception cref="ArgumentException">The result is that of another method, which has no ladder.</exception>
    public static LadderRun Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Report as LadderRun ?? throw new ArgumentException(
            $"The result was found by {result.Report.Method}, which has no ladder: use {nameof(ReplicaExchange)}.",
            nameof(result));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// What the single precision of a forward model did to a run: a sample of its states, evaluated in double precision as well.
/// </summary>
/// <param name="States">The number of states that were evaluated both ways.</param>
/// <param name="LargestDeviation">The largest |ln L in single - ln L in double| among them.</param>
/// <param name="Decisions">The number of acceptances that were decided both ways, with the same random numbers.</param>
/// <param name="FlippedDecisions">How many of them came out otherwise.</param>
/// <param name="LogZShift">
/// By how much single precision shifted ln Z: -ln of the mean of L in double over L in single, over draws from the posterior.
/// </param>
/// <param name="LogZShiftStandardError">Its standard error.</param>
public sealed record SinglePrecisionReport(
    long States,
    double LargestDeviation,
    long Decisions,
    long FlippedDecisions,
    double LogZShift,
    double LogZShiftStandardError);
