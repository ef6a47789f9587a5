namespace BayesMeasure.Gpu.Batches;

/// <summary>The groups of threads of a round.</summary>
/// <param name="Threads">The number of threads of a group.</param>
/// <param name="Length">The work memory of a group, in doubles.</param>
/// <param name="IsOnChip">Whether it is on the chip.</param>
internal sealed record GroupShape(int Threads, int Length, bool IsOnChip);
