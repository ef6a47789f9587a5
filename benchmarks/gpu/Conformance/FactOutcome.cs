namespace BayesMeasure.GpuBenchmark.Conformance;

/// <summary>What became of one fact of the conformance suite.</summary>
/// <param name="Name">Its name, with its arguments.</param>
/// <param name="Seconds">The time it took.</param>
/// <param name="Failure">Why it does not hold; null where it does.</param>
internal sealed record FactOutcome(string Name, double Seconds, string? Failure);
