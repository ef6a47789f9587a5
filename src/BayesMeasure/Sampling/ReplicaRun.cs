using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// A run as an <see cref="IReplicaEngine"/> sees it: what is sampled and how, the chains that it moves, and where it writes down
/// what came of a sweep.
/// </summary>
public sealed class ReplicaRun
{
    /// <summary>
    /// The draws from the prior that a replica may take at the start to find a point where the data are possible.
    /// </summary>
    public const int MostStartingDraws = 10_000;

    internal ReplicaRun(RunState state) => State = state;

    /// <summary>The position of the target among those that are asked about, from 0.</summary>
    public int Index => State.Index;

    /// <summary>What is sampled.</summary>
    public ITarget Target => State.Target;

    /// <summary>The settings; the seed is that of this run.</summary>
    public ReplicaExchangeOptions Options => State.Options;

    /// <summary>The ladder of this round.</summary>
    public TemperatureLadder Ladder => State.Population.Ladder;

    /// <summary>
    /// The chains, as the last round left them: the engine begins with these numbers, and writes back those of its end.
    /// </summary>
    public IReadOnlyList<Chain> Chains => State.Population.Chains;

    /// <summary>The sweeps that were counted since the run began, burn-in included.</summary>
    public long Sweeps => State.Sweeps.All;

    /// <summary>Whether the run has failed: it takes part in no further round.</summary>
    public bool HasFailed => State.Failure is not null;

    /// <summary>Whether somebody wants the run to end early; <see cref="Ends"/> says so, too.</summary>
    public bool IsCancelled => State.IsCancelled;

    /// <summary>The number of recorded sweeps at which a run is next asked whether it ends.</summary>
    public int NextLook => State.Record.NextLook;

    /// <summary>The recorded sweeps of each chain.</summary>
    public int RecordedSweeps => State.Record.Sweeps;

    /// <summary>The recorded draws, once two sweeps were recorded.</summary>
    public Draws Draws => State.Record.Draws;

    /// <summary>What the single precision of the forward model did; to be set by an engine that computes with it.</summary>
    public SinglePrecisionReport? SinglePrecision { get; set; }

    internal RunState State { get; }

    /// <summary>What the engine has to tell the reader of the result.</summary>
    internal List<string> Warnings { get; } = [];

    /// <summary>
    /// Whether a round is over: asked before every sweep of burn-in, and of the recorded round at least at <see
    /// cref="NextLook"/>.
    /// </summary>
    /// <param name="round">The round.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    public bool Ends(Round round) => State.Ends(round);

    /// <summary>Counts a sweep.</summary>
    /// <returns>Whether it is time to <see cref="Report"/>: about two hundred times in a run.</returns>
    public bool EndSweep() => State.Sweeps.EndSweep();

    /// <summary>Tells the user how far the run has come; for runs that go side by side, one of them is enough.</summary>
    public void Report() => State.Report();

    /// <summary>
    /// Writes down one chain after a sweep of the recorded round. A sweep is complete when all chains are written down, in their
    /// order.
    /// </summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="point">The point at beta = 1: one value a parameter.</param>
    /// <param name="logPrior">Its log prior density.</param>
    /// <param name="logLikelihoods">The log likelihood at each rung.</param>
    /// <param name="walkers">The walker at each rung.</param>
    public void Record(
        int chain,
        ReadOnlySpan<double> point,
        double logPrior,
        ReadOnlySpan<double> logLikelihoods,
        ReadOnlySpan<int> walkers) => State.Record.Add(chain, point, logPrior, logLikelihoods, walkers);

    /// <summary>Tells of a point that was found above beta = 1, in a round that searches.</summary>
    /// <param name="values">The point.</param>
    /// <param name="logLikelihood">Its log likelihood.</param>
    /// <param name="logDensity">Its log likelihood plus its log prior density.</param>
    public void Look(ReadOnlySpan<double> values, double logLikelihood, double logDensity) =>
        State.Population.Search.Look(values, logLikelihood, logDensity);

    /// <summary>The model failed at a point: the run ends, and says where. What was recorded before is kept.</summary>
    /// <param name="values">The point: one value a parameter.</param>
    /// <param name="chain">In which chain.</param>
    /// <param name="rung">At which rung.</param>
    /// <param name="sweep">In which sweep since the run began.</param>
    public void Fail(ReadOnlySpan<double> values, int chain, int rung, long sweep)
    {
        State.Fail(ModelFailureException.At(Target, values, chain, rung, Ladder.Count, sweep, FailureAt(values)));
    }

    private Exception FailureAt(ReadOnlySpan<double> values)
    {
        try
        {
            ITargetState state = Target.CreateState();
            state.Set(values);
            return Replica.Impossible(state.LogLikelihood);
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>Adds a sentence to the warnings of the result.</summary>
    public void Warn(string sentence) => Warnings.Add(sentence);
}
