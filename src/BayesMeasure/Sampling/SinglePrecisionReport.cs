namespace BayesMeasure.Sampling;

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
