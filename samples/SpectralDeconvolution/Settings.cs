using BayesMeasure.Measurements;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace SpectralDeconvolution;

/// <summary>What the user asks for.</summary>
public sealed record Settings
{
    private const int UsualSweeps = 4000;
    private const int MostSweeps = 1_000_000;
    private const int LeastBurnIn = 200;
    private const int MostBurnIn = 2000;

    /// <summary>The file of the spectrum; null for the benchmark NSO-3.</summary>
    public string? Data { get; init; }

    /// <summary>The folder for the results.</summary>
    public required string Out { get; init; }

    /// <summary>The numbers of peaks to compare.</summary>
    public required PeakRange Peaks { get; init; }

    /// <summary>The shape of every peak.</summary>
    public PeakShape Shape { get; init; }

    /// <summary>The background.</summary>
    public BackgroundShape Background { get; init; }

    /// <summary>The noise; null to let the data decide.</summary>
    public NoiseSetting? Noise { get; init; }

    /// <summary>The priors that replace those of the rule, by parameter.</summary>
    public IReadOnlyDictionary<string, ParameterRule> Priors { get; init; } = new Dictionary<string, ParameterRule>();

    /// <summary>The column of x; null for the usual one.</summary>
    public CsvColumn? X { get; init; }

    /// <summary>The column of y; null for the usual one.</summary>
    public CsvColumn? Y { get; init; }

    /// <summary>The column of the standard deviations; null for the usual one, if there is one.</summary>
    public CsvColumn? Sigma { get; init; }

    /// <summary>The most recorded sweeps of each chain; null for 4,000, or for a million where the run ends at a limit.</summary>
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

    /// <summary>Where the state of the run is written down; null for nowhere.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether a run may end before all its sweeps.</summary>
    public bool HasLimit => (UntilError, UntilSamples, Time) is not (null, null, null);

    /// <summary>
    /// The settings of the sampler: burn-in takes a quarter of the recorded sweeps, but not fewer than 200, and no more than 2,000 where
    /// nobody knows how many sweeps there will be.
    /// </summary>
    public ReplicaExchangeOptions Sampling
    {
        get
        {
            int sweeps = Sweeps ?? (HasLimit ? MostSweeps : UsualSweeps);
            return new()
            {
                Seed = Seed,
                Chains = Chains,
                Sweeps = sweeps,
                BurnInSweeps = Math.Clamp(sweeps / 4, LeastBurnIn, HasLimit ? MostBurnIn : int.MaxValue),
                Until = new() { StandardError = UntilError, EffectiveSamples = UntilSamples, TimeBudget = Time },
                Threads = Threads,
                Checkpoint = Checkpoint,
            };
        }
    }
}
