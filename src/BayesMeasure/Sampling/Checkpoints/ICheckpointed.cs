namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>A run whose state can be written down, as its checkpoints see it.</summary>
internal interface ICheckpointed
{
    /// <summary>The state, as <see cref="ToBytes"/> gives it, in which recording began; empty before.</summary>
    byte[] RecordedFrom { get; set; }

    /// <summary>The recorded sweeps.</summary>
    int RecordedSweeps { get; }

    /// <summary>Whether the run has ended.</summary>
    bool IsOver { get; }

    /// <summary>The most sweeps that the run can record.</summary>
    int MostRecordedSweeps { get; }

    /// <summary>All but the record. To be taken when all replicas have just been evaluated from scratch.</summary>
    byte[] ToBytes();

    /// <summary>Goes to a state that <see cref="ToBytes"/> gave.</summary>
    /// <returns>
    /// By how much the log likelihood of a replica differs from what it was, at worst and relative to its size.
    /// </returns>
    double Restore(byte[] bytes);

    /// <summary>Carries what was recorded in the first sweeps, row by row.</summary>
    /// <param name="stream">Where to or from.</param>
    /// <param name="rows">The sweeps that are carried.</param>
    void TransferRecord(StateStream stream, int rows);
}
