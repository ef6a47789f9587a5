namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The index process of a replica-exchange run: which walker is at each rung after each recorded sweep. A walker is what
/// exchanges carry through the ladder; at the start of the record, walker l is at rung l. At rung 0, where replicas are drawn
/// anew from the prior, a walker forgets all it knew.
/// </summary>
internal sealed class IndexProcess
{
    /// <summary>The largest number of rungs whose walkers can be written down.</summary>
    internal const int MostRungs = ushort.MaxValue;

    /// <summary>One array a chain; the walkers of one sweep lie side by side.</summary>
    private readonly ushort[][] walkers;

    /// <param name="walkers">
    /// For each chain: the walkers of each sweep by rung, sweep after sweep. They are not copied, and may be more than the sweeps
    /// have.
    /// </param>
    /// <param name="rungs">The number of rungs.</param>
    /// <param name="sweeps">The number of sweeps of each chain.</param>
    /// <param name="stride">Of how many sweeps one was recorded.</param>
    internal IndexProcess(ushort[][] walkers, int rungs, int sweeps, int stride = 1)
    {
        Stride = stride;
        this.walkers = walkers;
        Rungs = rungs;
        Sweeps = sweeps;
    }

    /// <summary>The number of independent chains, each with a walker a rung.</summary>
    public int Chains => walkers.Length;

    /// <summary>The number of rungs, and of walkers of each chain.</summary>
    public int Rungs { get; }

    /// <summary>The number of recorded sweeps of each chain.</summary>
    public int Sweeps { get; }

    /// <summary>Of how many sweeps one was recorded.</summary>
    public int Stride { get; }

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
}
