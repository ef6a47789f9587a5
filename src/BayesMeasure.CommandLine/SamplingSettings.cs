using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.CommandLine;

/// <summary>How long to sample, with which seed, and where to write the state down.</summary>
public sealed record SamplingSettings
{
    private const int MostSweeps = 1_000_000;
    private const int LeastBurnIn = 200;
    private const int MostBurnIn = 2000;

    /// <summary>
    /// The recorded sweeps of each chain; null for as many as it takes until log Z is known, or for a million at most where the
    /// run ends at a limit.
    /// </summary>
    public int? Sweeps { get; init; }

    /// <summary>The standard error of log Z at which a model is done; null for none.</summary>
    public double? UntilError { get; init; }

    /// <summary>The effective samples of every parameter at which a model is done; null for none.</summary>
    public double? UntilSamples { get; init; }

    /// <summary>The time for all models together; null for as long as it takes.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The number of independent chains.</summary>
    public int Chains { get; init; }

    /// <summary>The seed of all random numbers.</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of threads; 0 for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>In how many partial sums data points are summed; null for as many as the processor has.</summary>
    public int? Lanes { get; init; }

    /// <summary>Where the state of the run is written down; null for nowhere.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>Whether a run may end before all its sweeps.</summary>
    public bool HasLimit => (UntilError, UntilSamples, Time) is not (null, null, null);

    /// <summary>
    /// The settings of the sampler: burn-in takes a quarter of the recorded sweeps, but not fewer than 200, and as long as it
    /// needs where nobody knows how many sweeps there will be.
    /// </summary>
    public ReplicaExchangeOptions Options
    {
        get
        {
            return new()
            {
                Seed = Seed,
                Chains = Chains,
                Sweeps = Sweeps ?? (HasLimit ? MostSweeps : null),
                BurnInSweeps = Sweeps is int sweeps
                    ? Math.Clamp(sweeps / 4, LeastBurnIn, HasLimit ? MostBurnIn : int.MaxValue)
                    : null,
                Until = new() { StandardError = UntilError, EffectiveSamples = UntilSamples, TimeBudget = Time },
                Threads = Threads,
                Lanes = Lanes,
                Checkpoint = Checkpoint,
            };
        }
    }

    /// <summary>The seed and the numbers of chains and sweeps, in a sentence.</summary>
    public override string ToString()
    {
        ReplicaExchangeOptions options = Options;
        string most = HasLimit ? " at most" : "";
        return $"Seed {options.Seed}; {options.Chains} chains " + ((options.BurnInSweeps, options.Sweeps) switch
        {
            (int burnIn, int sweeps) => $"of {burnIn} + {sweeps} sweeps{most}.",
            (_, int sweeps) => $"of {sweeps} sweeps{most}, after as many as burn-in takes.",
            _ => "of as many sweeps as log Z takes.",
        });
    }
}
