using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>All that a run is in the middle of: where it is in its schedule, its replicas, and its record.</summary>
internal sealed class RunState(ITarget target, ReplicaExchangeOptions options)
{
    private int round;
    private int sweep;

    /// <summary>The position in the schedule of the round that goes on; the number of rounds when the run has ended.</summary>
    public int Round => round;

    /// <summary>The sweeps of this round that are done.</summary>
    public int Sweep => sweep;

    /// <summary>The replicas.</summary>
    public Population Population { get; } = new(target, options);

    /// <summary>What tells the run to end, and why.</summary>
    public StoppingWatch Watch { get; } = new(target, options);

    /// <summary>The record.</summary>
    public RunRecord Record { get; } = new(target, options);

    /// <summary>The state, as <see cref="ToBytes"/> gives it, in which recording began; empty before.</summary>
    public byte[] RecordedFrom { get; set; } = [];

    /// <summary>Begins a round, unless the run was interrupted in the middle of it.</summary>
    public void Begin(Round next)
    {
        if (sweep > 0)
        {
            return;
        }

        if (next.Searches)
        {
            Population.BeginSearch();
        }

        Population.BeginRound();
        if (!next.IsBurnIn)
        {
            Record.Begin(Population.Ladder);
        }
    }

    /// <summary>Keeps the state in which recording begins, from which the round that counts can be run once more.</summary>
    public void Remember(Round now)
    {
        if (sweep == 0 && !now.IsBurnIn)
        {
            RecordedFrom = ToBytes();
        }
    }

    /// <summary>Counts a sweep.</summary>
    public void EndSweep() => sweep++;

    /// <summary>Counts a round.</summary>
    public void EndRound()
    {
        round++;
        sweep = 0;
    }

    /// <summary>Carries all but the record, which only grows.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Number(ref round);
        stream.Number(ref sweep);
        Watch.Transfer(stream);
        Population.Transfer(stream);
    }

    /// <summary>All but the record. To be taken when all replicas have just been evaluated from scratch.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        Transfer(new StateWriter(writer));
        return bytes.ToArray();
    }

    /// <summary>Goes to a state that <see cref="ToBytes"/> gave.</summary>
    /// <returns>
    /// By how much the log likelihood of a replica differs from what it was, at worst and relative to its size.
    /// </returns>
    public double Restore(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var stream = new StateReader(reader);
        Transfer(stream);
        return stream.Deviation;
    }
}
