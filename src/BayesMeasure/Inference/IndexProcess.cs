namespace BayesMeasure.Inference;

/// <summary>
/// The index process of a replica-exchange run: which walker is at each rung after each recorded sweep. A walker is what
/// exchanges carry through the ladder; at the start of the record, walker l is at rung l. At rung 0, where replicas are drawn
/// anew from the prior, a walker forgets all it knew.
/// </summary>
public sealed class IndexProcess
{
    /// <summary>The largest number of rungs whose walkers can be written down.</summary>
    internal const int MostRungs = ushort.MaxValue;

    /// <summary>One array a chain; the walkers of one sweep lie side by side.</summary>
    private readonly ushort[][] walkers;

    /// <param name="chains">The number of chains.</param>
    /// <param name="rungs">The number of rungs.</param>
    internal IndexProcess(int chains, int rungs)
    {
        walkers = [.. Enumerable.Range(0, chains).Select(_ => Array.Empty<ushort>())];
        Rungs = rungs;
    }

    /// <summary>The number of independent chains, each with a walker a rung.</summary>
    public int Chains => walkers.Length;

    /// <summary>The number of rungs, and of walkers of each chain.</summary>
    public int Rungs { get; }

    /// <summary>The number of recorded sweeps of each chain.</summary>
    public int Sweeps { get; private set; }

    /// <summary>The walkers at all rungs after one sweep, by rung.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="sweep">The recorded sweep, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sweep.</exception>
    public ReadOnlySpan<ushort> this[int chain, int sweep]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sweep, (uint)Sweeps, nameof(sweep));
            return walkers[chain].AsSpan(sweep * Rungs, Rungs);
        }
    }

    /// <summary>The path of one walker through the ladder: its rung after each recorded sweep.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="walker">The walker, from 0: the rung at which it started.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such walker.</exception>
    public int[] PathOf(int chain, int walker)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)walker, (uint)Rungs, nameof(walker));
        return [.. Enumerable.Range(0, Sweeps).Select(sweep => this[chain, sweep].IndexOf((ushort)walker))];
    }

    /// <summary>Makes room for more sweeps.</summary>
    internal void Grow(int sweeps)
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            Array.Resize(ref walkers[chain], checked(sweeps * Rungs));
        }
    }

    /// <summary>Writes down where the walkers of one chain are after a sweep.</summary>
    internal void Record(int chain, int sweep, ReadOnlySpan<int> walkersByRung)
    {
        Span<ushort> row = walkers[chain].AsSpan(sweep * Rungs, Rungs);
        for (int rung = 0; rung < row.Length; rung++)
        {
            row[rung] = (ushort)walkersByRung[rung];
        }
    }

    /// <summary>Says how many sweeps are complete in every chain.</summary>
    internal void Complete(int sweeps) => Sweeps = sweeps;
}
