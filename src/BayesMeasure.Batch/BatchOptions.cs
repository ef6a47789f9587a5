using BayesMeasure.Sampling;

namespace BayesMeasure.Batch;

/// <summary>The settings of a batch. Change them with <c>with</c>; they are checked before anything is planned.</summary>
public sealed record BatchOptions
{
    /// <summary>
    /// How each measurement is sampled. Candidate k of measurement i (from 0) of K candidates has the seed Seed + i K + k; data
    /// points are added up in 4 lanes unless told otherwise, so that all nodes give the same bits. A measurement has one thread,
    /// whatever is set here.
    /// </summary>
    public ReplicaExchangeOptions Sampling { get; init; } = new();

    /// <summary>
    /// How many measurements a worker does side by side; 0, the default, is one a processor. Not part of the plan.
    /// </summary>
    public int Cores { get; init; }

    /// <summary>
    /// How many measurements a shard has; null, the default, finds it: 64 shards for each node, and at least 20 seconds each.
    /// </summary>
    public int? ShardSize { get; init; }

    /// <summary>How many machines are going to work at once, of as many cores as this one; 1 by default.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>
    /// How many measurements are tried to find out what one takes, spread over the source; 3 by default. 0 tries none, and
    /// shards are 64 for each node.
    /// </summary>
    public int Trials { get; init; } = 3;

    /// <summary>
    /// How many draws of each candidate of a measurement are kept at most, evenly spaced over its run; 0, the default, for none.
    /// </summary>
    public int Draws { get; init; }

    /// <summary>
    /// How often a worker says that it lives; 15 seconds by default, at least 10 milliseconds. Others take over what it
    /// claimed when they have missed it ten times.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// From what time on a measurement has checkpoints, so that a kill costs the time since the last one: where planning found
    /// that it takes longer. A minute by default.
    /// </summary>
    public TimeSpan CheckpointFrom { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range, or the sampler's are.</exception>
    public void RequireValid()
    {
        ArgumentNullException.ThrowIfNull(Sampling);
        Sampling.RequireValid();
        ArgumentOutOfRangeException.ThrowIfNegative(Cores);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShardSize ?? 1, 1, nameof(ShardSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(Nodes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Trials);
        ArgumentOutOfRangeException.ThrowIfNegative(Draws);
        ArgumentOutOfRangeException.ThrowIfLessThan(Heartbeat, TimeSpan.FromMilliseconds(10));
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointFrom, TimeSpan.Zero);
        if (Sampling.Checkpoint is not null)
        {
            throw new ArgumentException("A batch keeps checkpoints in its own folder: leave Sampling.Checkpoint out.");
        }
    }

    /// <summary>How many measurements a worker does side by side.</summary>
    internal int CoresOrAll => Cores > 0 ? Cores : Environment.ProcessorCount;
}
