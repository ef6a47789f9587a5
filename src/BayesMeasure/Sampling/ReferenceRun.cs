using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.References;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// What a run does with a reference at beta = 1: it collects draws in rounds of burn-in, fits the reference to those of a round
/// when that is over, and checks it by those of the next one. What is fitted to the last round is frozen from then on; no draw
/// that it was fitted to is recorded, or bridged with it.
/// </summary>
internal sealed class ReferenceRun
{
    /// <summary>The random numbers of independence steps belong to no rung.</summary>
    private const int StepStream = int.MaxValue - 3;

    /// <summary>
    /// As many draws of the reference as are recorded, lest its part of the error be what is left of a long run; but not more.
    /// </summary>
    private const int MostDraws = 65_536;

    /// <summary>Shorter rounds are too few draws to fit to, and too near to where the run began.</summary>
    private const int ShortestRound = 60;

    /// <summary>A burn-in is over where log Z of its rounds is known so well, and agrees to so many errors.</summary>
    private const double SettledError = 0.15;

    /// <summary>
    /// Where the reference does not cover the posterior, replicas alone find what it leaves out, along valleys that take them
    /// hundreds of sweeps to cross: two shorter rounds would agree about a part of it.
    /// </summary>
    private const int LongRound = 250;
    private const int LongestRound = 500;

    /// <summary>
    /// A reference covers the posterior where its draws, weighted, are worth this share of them. Below it the two differ in
    /// shape, and what few sweeps have left out the reference that is fitted to them may leave out as well.
    /// </summary>
    private const double CoveredShare = 0.25;

    /// <summary>
    /// Below this share a few draws of the reference are all that tells of where the posterior reaches beyond it: a third of
    /// it was there, unseen, where two rounds of 250 sweeps agreed.
    /// </summary>
    private const double HardlyCoveredShare = 0.05;
    private const double MostErrorsBetweenRounds = 3;

    /// <summary>A round is few draws, whose chains may disagree by chance; what is recorded is judged more strictly.</summary>
    private const double SettledRHat = 1.1;

    /// <summary>A reference that hardly overlaps is not frozen yet: the next round makes a better one.</summary>
    private static readonly PosteriorBridge Settling =
        new() { HighestRHat = SettledRHat, LeastOverlap = PosteriorBridge.NarrowOverlap };

    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;
    private readonly ReferenceOptions settings;
    private readonly CollectedDraws draws;
    private readonly CollectedDraws logLikelihoods;
    private readonly string? refusal;
    private FittedReference? fitted;
    private ReferenceSample? sample;
    private SmallerRun? smaller;
    private double logEvidenceOfLastRound = double.NaN;
    private double errorOfLastRound = double.NaN;
    private string? failureText;

    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings of the run, with those of a reference.</param>
    public ReferenceRun(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        this.options = options;
        settings = options.Reference!;
        draws = new(options.Chains, target.Parameters.Count);
        logLikelihoods = new(options.Chains, dimension: 1);
        refusal = ReferenceFit.RefusalOf(target);
    }

    /// <summary>What there is, or why there is nothing, for a certificate.</summary>
    public string Statement => failureText is not null
        ? $"No estimate from the reference at beta = 1: the model failed. {failureText}"
        : fitted is not null
        ? $"Reference at beta = 1, fitted to the end of burn-in: {fitted.Description}."
        : $"No reference at beta = 1: {refusal ?? "the draws at the end of burn-in are too few, or do not vary."}";

    /// <summary>Whether there is a reference.</summary>
    public bool IsFitted => fitted is not null;

    /// <summary>Whether it makes independence steps, as soon as there is one; without them it changes nothing of a run.</summary>
    public bool MakesSteps => settings.IndependenceSteps;

    /// <summary>Whether the references of two rounds found the same log Z, each by the draws of the next round.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Begins with the modes that were found, until there are draws.</summary>
    public void StartFrom(SearchedModes modes) =>
        fitted = refusal is null ? LaplaceReference.Of(target, modes.All) ?? fitted : null;

    /// <summary>Asks a run of the model with one component fewer, where the reference does not know enough.</summary>
    public void Ask(SmallerRun? other) => smaller = other;

    /// <summary>The model failed: it is not asked any more.</summary>
    public void GiveUp(string message) => failureText = message;

    /// <summary>Shows where a replica at beta = 1 is after a sweep.</summary>
    /// <param name="round">The round of the sweep.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="replica">The replica.</param>
    public void Collect(Round round, int chain, Replica replica)
    {
        if (refusal is null && IsFittedTo(round))
        {
            draws.Add(chain, replica.Coordinates);
            logLikelihoods.Add(chain, [replica.LogLikelihood]);
        }
    }

    /// <summary>Checks the reference by the draws of a round, and fits it to them.</summary>
    /// <param name="round">The round.</param>
    /// <param name="cancellation">Ends the check early: nothing comes of a round of burn-in that was cancelled.</param>
    public void EndRound(Round round, CancellationToken cancellation)
    {
        if (refusal is null && IsFittedTo(round))
        {
            try
            {
                Check(round, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // The run ends before its next sweep.
            }
        }
    }

    private void Check(Round round, CancellationToken cancellation)
    {
        IReadOnlyList<FreeEnergyEstimate> estimates = Estimates(Collected(), Settling, SettledError, cancellation);
        FreeEnergyEstimate? known =
            estimates.FirstOrDefault(estimate => estimate is { LeftOut: null, Method: not ImportanceSampling.Name });
        IsSettled = AgreesWithLastRound(known) && round.Sweeps >= LeastSweeps(round, estimates);
        logEvidenceOfLastRound = known?.LogEvidence ?? double.NaN;
        errorOfLastRound = known?.StandardError ?? double.NaN;
        fitted = ReferenceFit.Of(target, draws, options.Seed, fitted);
        draws.Clear();
        logLikelihoods.Clear();
    }

    /// <summary>How long a round has to be, by what the weighted draws of the reference are worth.</summary>
    private int LeastSweeps(Round round, IReadOnlyList<FreeEnergyEstimate> estimates)
    {
        FreeEnergyEstimate? weighted = estimates.FirstOrDefault(estimate => estimate.Method == ImportanceSampling.Name);
        double share = weighted is null ? 0 : weighted.EffectiveSamples / CountFor(round.Sweeps * options.Chains);
        return weighted?.LeftOut is null && share >= CoveredShare ? ShortestRound
            : share >= HardlyCoveredShare ? LongRound
            : LongestRound;
    }

    /// <summary>The independence steps of a chain; null where there are none, as in burn-in.</summary>
    public IndependenceStep? StepOf(int chain) => settings.IndependenceSteps && fitted is not null
        ? new(fitted, target.Parameters.Count, new(options.Seed, chain, StepStream))
        : null;

    /// <summary>
    /// The estimates of log Z from draws at beta = 1, those to prefer first: between these and the reference, none where there is
    /// no reference; and by insertion from a smaller model where these are left out, or not as good as is wanted.
    /// </summary>
    /// <param name="recorded">The draws.</param>
    public IReadOnlyList<FreeEnergyEstimate> Estimates(Draws recorded) =>
        Estimates(recorded, new PosteriorBridge(), options.Stopping.StandardError ?? double.PositiveInfinity);

    private IReadOnlyList<FreeEnergyEstimate> Estimates(
        Draws recorded, PosteriorBridge bridge, double wanted, CancellationToken cancellation = default)
    {
        IReadOnlyList<FreeEnergyEstimate> own = Estimates(recorded, cancellation, bridge, new ImportanceSampling());
        double? error = own.FirstOrDefault(estimate => estimate.LeftOut is null)?.StandardError;
        double expected = own.Count == 0 ? double.NaN : own[0].LogEvidence;
        return error <= wanted || failureText is not null
            || smaller?.Estimate(recorded, expected, bridge.HighestRHat) is not { } inserted ? own
            : inserted.LeftOut is null && !(error <= inserted.StandardError) ? [inserted, .. own]
            : [.. own, inserted];
    }

    private IReadOnlyList<FreeEnergyEstimate> Estimates(
        Draws recorded, CancellationToken cancellation, params IReferenceEstimator[] estimators)
    {
        if (fitted is null || failureText is not null)
        {
            return [];
        }

        try
        {
            sample = sample?.Reference == fitted ? sample : new(target, fitted, options.Seed);
            ReferenceWeights weights = sample.Weights(
                recorded, CountFor(recorded.Chains * recorded.Count), Threads, cancellation);
            return [.. estimators.Select(estimator => estimator.Estimate(weights))];
        }
        catch (AggregateException failure)
        {
            // What the run has recorded is worth more than a check on it: the model failed where no replica has been.
            failureText = failure.InnerExceptions[0].Message;
            return [];
        }
    }

    /// <summary>
    /// A burn-in that has no number of sweeps may end after any of its longer rounds, one that has after its last.
    /// </summary>
    private bool IsFittedTo(Round round) => options.BurnInSweeps is null
        ? round.IsBurnIn && round.Sweeps >= ShortestRound
        : round.EndsBurnIn(options);

    /// <summary>
    /// Whether log Z is known from two rounds, of which each was bridged with the reference of the round before it, and both
    /// agree.
    /// </summary>
    private bool AgreesWithLastRound(FreeEnergyEstimate? known) => known is { StandardError: <= SettledError }
        && Math.Abs(known.LogEvidence - logEvidenceOfLastRound)
            <= MostErrorsBetweenRounds * double.Hypot(known.StandardError, errorOfLastRound);

    /// <summary>The draws of a round as those of a record.</summary>
    private Draws Collected()
    {
        double[][][] coordinates = [.. Enumerable.Range(0, draws.Chains).Select(draws.Of)];
        double[][][] points = [.. coordinates.Select(chain => Array.ConvertAll(chain, draw => target.Parameters.ValuesAt(draw)))];
        return Draws.Sharing(
            target.Parameters,
            [.. points.Select(chain => chain.SelectMany(point => point).ToArray())],
            [.. Enumerable.Range(0, draws.Chains).Select(chain => logLikelihoods.Of(chain).Select(only => only[0]).ToArray())],
            [.. points.Select(chain => Array.ConvertAll(chain, point => target.Parameters.LogPrior(point)))],
            points[0].Length);
    }

    /// <summary>How many draws of the reference are compared with so many of the posterior.</summary>
    private int CountFor(int recorded) => Math.Max(settings.Draws, Math.Min(recorded, MostDraws));

    private int Threads => options.Threads == 0 ? Environment.ProcessorCount : options.Threads;

    /// <summary>Carries the draws that were collected, what the last round found, and the reference once there is one.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Number(ref logEvidenceOfLastRound);
        stream.Number(ref errorOfLastRound);
        Transfer(stream, draws);
        Transfer(stream, logLikelihoods);
        double[] numbers = Transfer(stream, stream.IsReading || fitted is null ? [] : fitted.Numbers);
        if (stream.IsReading)
        {
            fitted = numbers.Length == 0 ? null : Fitted(numbers);
        }
    }

    private FittedReference Fitted(double[] numbers)
    {
        try
        {
            return FittedReference.Of(target, numbers);
        }
        catch (Exception error) when (error is not InvalidDataException)
        {
            throw new InvalidDataException("the numbers of its reference are those of no density.", error);
        }
    }

    private static void Transfer(StateStream stream, CollectedDraws collected)
    {
        for (int chain = 0; chain < collected.Chains; chain++)
        {
            double[] carried = Transfer(stream, stream.IsReading ? [] : collected.Numbers(chain));
            if (stream.IsReading)
            {
                collected.Restore(chain, carried);
            }
        }
    }

    private static double[] Transfer(StateStream stream, double[] numbers)
    {
        int length = numbers.Length;
        stream.Count(ref length, 0, int.MaxValue, "numbers of a reference");
        double[] carried = stream.IsReading ? new double[length] : numbers;
        stream.Numbers(carried);
        return carried;
    }
}
