using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// The settings of a <see cref="ReplicaExchange"/> run. Change them with <c>with</c>; they are checked before anything runs.
/// </summary>
/// <remarks>
/// Left alone, a run burns in until a reference fitted to one round finds the same log Z in the next, and samples until log Z is
/// decided with a standard error of 0.05 and the chains agree about every parameter (R-hat 1.02), for which half of the most
/// sweeps are enough. Numbers of sweeps that are given are made, all of them.
/// </remarks>
public sealed record ReplicaExchangeOptions
{
    /// <summary>The sweeps that a run burns in at most where none are given.</summary>
    internal const int UsualBurnInSweeps = 2000;

    /// <summary>The sweeps that a run records at most where none are given.</summary>
    internal const int UsualSweeps = 4000;

    /// <summary>The standard error of log Z that is enough where neither sweeps nor a precision are given.</summary>
    internal const double UsualStandardError = 0.05;

    private readonly Explorer? explorer;

    /// <summary>
    /// The seed of all random numbers. The same seed gives the same result, bit for bit, for any number of threads. 1 by default.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of independent chains, each with a ladder of replicas of its own. 4 by default; at least 1.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>
    /// The number of rungs of a tuned ladder, from 3 to 65,535; null, the default, finds it in burn-in: three times the
    /// communication barrier, so that about two exchanges in three succeed.
    /// </summary>
    public int? Rungs { get; init; }

    /// <summary>
    /// A ladder of one's own, which is not tuned; null, the default, tunes one to equal exchange rates in burn-in.
    /// </summary>
    public TemperatureLadder? Ladder { get; init; }

    /// <summary>
    /// The inverse temperature up to which one round of burn-in searches for modes that replicas coming from the prior miss,
    /// since these modes are narrow; 32 by default, at least 1, which searches for none. A mode that the draws then miss is named
    /// in the result. A burn-in of less than 512 sweeps has no such round.
    /// </summary>
    public double SearchTo { get; init; } = 32;

    /// <summary>
    /// How modes are searched for before the run, 24 restarts by default; null for not at all. The best of them are where the
    /// replicas at beta = 1 begin, so that burn-in need not find them; one that holds a part of the posterior and leads up from
    /// none of the draws is named in the result. Targets with indicators have no such search.
    /// </summary>
    public ModeSearchOptions? Modes { get; init; } = new() { Restarts = 24 };

    /// <summary>
    /// The sweeps in which steps and temperatures are adapted, and which are then thrown away, at least 1; null, the default, for
    /// as many as it takes until a <see cref="Reference"/> fitted to one round finds the log Z of the next one as well, and 2,000
    /// at most.
    /// </summary>
    public int? BurnInSweeps { get; init; }

    /// <summary>
    /// The sweeps that are recorded, for each chain, unless <see cref="Until"/> ends the run before, at least 2; null, the
    /// default, for 4,000 at most, and no more than it takes until log Z is decided with a standard error of 0.05, and the chains
    /// agree, where <see cref="Until"/> asks for no other precision.
    /// </summary>
    public int? Sweeps { get; init; }

    /// <summary>
    /// When the run may end before all its <see cref="Sweeps"/> are done: at a wanted precision, or after some time. By default
    /// it makes those that are given.
    /// </summary>
    public StoppingRule Until { get; init; } = new();

    /// <summary>
    /// The most memory in bytes that draws and traces take; 128 MB by default, which is 200,000 sweeps of four chains of ten
    /// rungs. Where there is no room for all sweeps, every second, fourth, eighth... of them is kept, evenly from the first to
    /// the last, and the result says so: <see cref="Inference.InferenceReport.SweepsPerDraw"/>. At least 1; whatever it is,
    /// 512 sweeps are kept.
    /// </summary>
    public long RecordBytes { get; init; } = 1 << 27;

    /// <summary>The number of threads; 0, the default, takes one a processor. It does not change the result.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// In how many partial sums side by side data points are summed: 2, 4 or 8. With a number given, processors of different
    /// vector widths give the same result, bit for bit; null, the default, leaves targets as they are, which sum in as many as
    /// the vectors of this machine hold: 8 with AVX-512, 4 with AVX2, 2 elsewhere. It is that of the target in the result, too,
    /// and so of all that is made of it later. docs/log-z.md has what it costs.
    /// </summary>
    public int? Lanes { get; init; }

    /// <summary>
    /// Whether many targets are sampled side by side, each by one thread, rather than one after the other by all threads. False
    /// by default; true is faster for many short runs. It does not change the result.
    /// </summary>
    public bool SideBySide { get; init; }

    /// <summary>
    /// How replicas explore their own temperature; what the engine does best by default, on the threads of this machine
    /// <see cref="Explorer.Default"/>.
    /// </summary>
    public Explorer Explorer
    {
        get => explorer ?? Engine.DefaultExplorer;
        init => explorer = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>
    /// A density fitted to the posterior in burn-in, which gives estimates of log Z that need no ladder; null for none. Only the
    /// threads of this machine fit one.
    /// </summary>
    public ReferenceOptions? Reference { get; init; } = new();

    /// <summary>
    /// What moves the replicas: the threads of this machine by default, or another <see cref="IReplicaEngine"/>, such as a GPU.
    /// The draws of two engines differ, the answers agree within their errors.
    /// </summary>
    public IReplicaEngine Engine { get; init; } = HostEngine.Instance;

    /// <summary>
    /// Where the state of the run is written down from time to time, so that it can be resumed when it was interrupted; null, the
    /// default, for nowhere. It does not change the result.
    /// </summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>The most sweeps of burn-in.</summary>
    internal int MostBurnInSweeps => BurnInSweeps ?? UsualBurnInSweeps;

    /// <summary>The most sweeps that are recorded.</summary>
    internal int MostSweeps => Sweeps ?? UsualSweeps;

    /// <summary>When the run ends: by what was asked for, or when log Z is known well enough.</summary>
    internal StoppingRule Stopping => Sweeps is null && !Until.AsksForPrecision
        ? Until with { StandardError = UsualStandardError }
        : Until;

    /// <summary>Whether a reference is fitted: the chains are then known to this machine sweep by sweep.</summary>
    internal bool FitsReference => Reference is not null && Engine is HostEngine;

    /// <summary>What a result depends on, as names with texts.</summary>
    internal IEnumerable<(string Name, string Text)> Description =>
    [
        (nameof(Seed), $"{Seed}"),
        (nameof(Chains), $"{Chains}"),
        (nameof(Rungs), Rungs is int rungs ? $"{rungs}" : "tuned"),
        (nameof(Ladder), Ladder is { } ladder ? string.Join(" ", ladder.InverseTemperatures) : "tuned"),
        (nameof(SearchTo), $"{SearchTo}"),
        (nameof(BurnInSweeps), BurnInSweeps is int burnIn ? $"{burnIn}" : "until settled"),
        (nameof(Sweeps), Sweeps is int sweeps ? $"{sweeps}" : "until decided"),
        (nameof(RecordBytes), $"{RecordBytes}"),
        .. Until.Description.Select(line => ($"{nameof(Until)}.{line.Name}", line.Text)),
        (nameof(Explorer), $"{Explorer}"),
        .. Reference?.Description.Select(line => ($"{nameof(Reference)}.{line.Name}", line.Text)) ?? [],
        .. Modes is null ? Array.Empty<(string, string)>() : [(nameof(Modes), $"seed {Modes.Seed}, {Modes.Restarts} restarts")],
    ];

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    /// <exception cref="ArgumentException">Another engine than that of the host is to write checkpoints.</exception>
    public void RequireValid()
    {
        Setting.AtLeast(Chains, 1, nameof(Chains));
        Setting.AtLeast(Rungs ?? 3, 3, nameof(Rungs));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Ladder?.Count ?? Rungs ?? 0, IndexProcess.MostRungs, nameof(Rungs));
        Setting.AtLeast(MostBurnInSweeps, 1, nameof(BurnInSweeps));
        Setting.AtLeast(MostSweeps, 2, nameof(Sweeps));
        Setting.AtLeast(Threads, 0, nameof(Threads));
        Setting.AtLeast(RecordBytes, 1, nameof(RecordBytes));
        if (Lanes is not (null or 2 or 4 or 8))
        {
            throw new ArgumentOutOfRangeException(nameof(Lanes), Lanes, "The number of lanes is 2, 4 or 8.");
        }

        if (!(SearchTo >= 1 && double.IsFinite(SearchTo)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(SearchTo), SearchTo, "SearchTo is an inverse temperature of at least 1, and finite.");
        }

        ArgumentNullException.ThrowIfNull(Until);
        Until.RequireValid();
        ArgumentNullException.ThrowIfNull(Engine);
        Explorer.RequireValid();
        Reference?.RequireValid();
        Modes?.RequireValid();
        Checkpoint?.RequireValid();
        if (Checkpoint is not null && Engine is not HostEngine)
        {
            throw new ArgumentException($"Only the threads of this machine write checkpoints: leave {nameof(Checkpoint)} out.");
        }
    }
}
