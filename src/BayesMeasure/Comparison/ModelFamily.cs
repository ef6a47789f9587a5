using System.Runtime.CompilerServices;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Comparison;

/// <summary>The models that a measurement is to choose from.</summary>
public sealed class ModelFamily
{
    /// <summary>Creates a family of models of any kind.</summary>
    /// <param name="candidates">The models, at least one, with different names.</param>
    /// <exception cref="ArgumentException">There is no candidate, or two have the same name.</exception>
    public ModelFamily(params IReadOnlyList<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count == 0 || candidates.Select(candidate => candidate.Name).Distinct().Count() < candidates.Count)
        {
            throw new ArgumentException("A family has at least one candidate, and all have different names.", nameof(candidates));
        }

        Candidates = [.. candidates];
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>
    /// Whether no more components are possible than the most that the family has, as where chemistry says so: if not, a
    /// comparison that prefers the largest K that was tried decides nothing. False by default.
    /// </summary>
    public bool IsLimited { get; init; }

    /// <summary>A family of sums: K equal components on a common background, for a range of K.</summary>
    /// <typeparam name="TComponent">The component: a peak such as <see cref="GaussianPeak"/>, a decay, a sphere.</typeparam>
    /// <param name="fewest">The smallest K; 0 is background and noise alone.</param>
    /// <param name="most">The largest K.</param>
    /// <param name="one">The prior of one component.</param>
    /// <param name="noise">How measured values scatter.</param>
    /// <param name="background">What all candidates have in common; nothing by default.</param>
    /// <param name="common">The prior of the background's and the noise's parameters; needed when they have any.</param>
    /// <param name="isLimited">Whether more components than the most are impossible: <see cref="IsLimited"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range of K is empty or negative.</exception>
    public static ModelFamily Of<TComponent>(
        int fewest,
        int most,
        Prior one,
        NoiseModel noise,
        ForwardModel? background = null,
        Prior? common = null,
        bool isLimited = false)
        where TComponent : struct, IComponent
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fewest);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, fewest);
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(noise);
        return new([.. Enumerable.Range(fewest, most - fewest + 1).Select(count => new Candidate(
            $"K = {count}",
            count,
            ForwardModel.Of<TComponent>().Repeat(count) + (background ?? ForwardModel.Zero),
            noise,
            one.Repeat(count) + (common ?? new Prior()))),
        ])
        {
            IsLimited = isLimited,
        };
    }

    /// <summary>
    /// Samples every model by replica exchange and weighs them by their evidence: the short form of a comparison by any
    /// inference.
    /// </summary>
    /// <param name="measurement">The measured curve.</param>
    /// <param name="options">
    /// The settings of the sampler; null for the defaults. Candidate i (from 0) uses the seed Seed + i and, where a checkpoint is
    /// wanted, that of <see cref="CheckpointOptions.ForRun"/> with number i + 1. Time budget and parameters to wait for are
    /// shared as <see cref="ReplicaExchange.RunAll"/> says.
    /// </param>
    /// <param name="progress">Told how far the comparison has come.</param>
    /// <param name="cancellation">Ends it early; the models that have draws by then are compared, marked as partial.</param>
    /// <exception cref="OperationCanceledException">The comparison was cancelled before any model had draws.</exception>
    /// <exception cref="InferenceException">
    /// All models failed. Where some did, the others are compared, and <see cref="ModelComparison.Failed"/> has those.
    /// </exception>
    /// <exception cref="CheckpointException">
    /// A model cannot be resumed from its checkpoint, or cannot write the first one.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A model does not fit its prior or the measurement, or no model has a parameter to wait for.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public ModelComparison Compare(
        Measurement measurement,
        ReplicaExchangeOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new();

        // A target by itself has the checkpoint as it is named; a candidate has one of its own, also where it is the only one.
        CheckpointOptions? checkpoint = Candidates.Count == 1 ? options.Checkpoint?.ForRun(1) : options.Checkpoint;
        return Compare(measurement, new ReplicaExchange(options with { Checkpoint = checkpoint }), progress, cancellation);
    }

    /// <summary>Asks an inference about every model and weighs them by their evidence, equally probable beforehand.</summary>
    /// <param name="measurement">The measured curve.</param>
    /// <param name="inference">The method. Candidate i (from 0) has the seed Seed + i.</param>
    /// <param name="progress">Told how far the comparison has come; each candidate by its name.</param>
    /// <param name="cancellation">Ends it early; the models that have draws by then are compared, marked as partial.</param>
    /// <exception cref="NotSupportedException">The method cannot answer a model; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled before any model had draws.</exception>
    /// <exception cref="InferenceException">
    /// All models failed. Where some did, the others are compared, and <see cref="ModelComparison.Failed"/> has those.
    /// </exception>
    /// <exception cref="ArgumentException">A model does not fit its prior or the measurement.</exception>
    public ModelComparison Compare(
        Measurement measurement,
        IInference inference,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inference);
        Posterior[] posteriors = [.. Candidates.Select(candidate => candidate.Given(measurement))];
        var runs = new InferenceRun?[posteriors.Length];
        try
        {
            foreach (InferenceRun run in inference.Ask(posteriors, i => Candidates[i].Name, progress, cancellation))
            {
                runs[run.Index] = run;
            }
        }
        catch (OperationCanceledException) when (runs.Any(run => run is { Failure: null }))
        {
            // Cancelled, but not in vain: the comparison says that it is partial.
        }

        return Weigh(runs, inference.Seed) ?? throw runs.First(run => run is not null)!.Failure!;
    }

    /// <summary>
    /// Compares the models for each of many measurements by replica exchange, as many side by side as there are threads: the
    /// short form of the comparison of many by any inference.
    /// </summary>
    /// <param name="measurements">The measured curves.</param>
    /// <param name="options">
    /// The settings of the sampler; null for the defaults. Candidate k of measurement i (from 0) of K candidates uses the seed
    /// Seed + i K + k.
    /// </param>
    /// <param name="progress">Told when each candidate of each measurement is done.</param>
    /// <param name="cancellation">Ends it early; the measurements whose models all have draws by then are given back.</param>
    /// <returns>A comparison for each measurement, as they are done.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled before all models of all measurements had draws.</exception>
    /// <exception cref="ArgumentException">
    /// A model does not fit its prior or a measurement, or no model has a parameter to wait for.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public IEnumerable<ComparisonRun> CompareAll(
        IReadOnlyList<Measurement> measurements,
        ReplicaExchangeOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default) => CompareAll(
            measurements, new ReplicaExchange((options ?? new()) with { SideBySide = true }), progress, cancellation);

    /// <summary>
    /// Compares the models for each of many measurements, all of which are asked of an inference at once. What fails with one
    /// measurement is in its run and ends no other.
    /// </summary>
    /// <param name="measurements">The measured curves.</param>
    /// <param name="inference">
    /// The method. Candidate k of measurement i (from 0) of K candidates is the target i K + k, with the seed Seed + i K + k.
    /// </param>
    /// <param name="progress">Told how far it has come, target by target.</param>
    /// <param name="cancellation">Ends it early; the measurements whose models all have draws by then are given back.</param>
    /// <returns>A comparison for each measurement, as they are done; nothing is computed before it is asked for.</returns>
    /// <exception cref="NotSupportedException">The method cannot answer a model; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all models of all measurements had draws.</exception>
    /// <exception cref="ArgumentException">A model does not fit its prior or a measurement.</exception>
    public IEnumerable<ComparisonRun> CompareAll(
        IReadOnlyList<Measurement> measurements,
        IInference inference,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        ArgumentNullException.ThrowIfNull(inference);
        var batch = new ComparisonBatch(measurements.Select(measurement => (this, measurement)), cancellation);
        return batch.Run(inference, progress, cancellation);
    }

    /// <summary>Weighs the models that were answered; null where none was.</summary>
    /// <param name="runs">The run of each candidate; null where there is none.</param>
    /// <param name="seed">The seed of the first.</param>
    /// <exception cref="InvalidOperationException">A run has neither a result nor a failure.</exception>
    internal ModelComparison? Weigh(IReadOnlyList<InferenceRun?> runs, ulong seed)
    {
        (Candidate Candidate, InferenceRun Run)[] ended =
            [.. Candidates.Zip(runs).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
        ComparedModel[] models =
        [
            .. from one in ended
               where one.Run.Failure is null
               select new ComparedModel(one.Candidate.Name, one.Run.ResultOrThrow()) { Components = one.Candidate.Components },
        ];
        if (models.Length == 0)
        {
            return null;
        }

        bool isPartial = models.Length < Candidates.Count || models.Any(model => model.Result.IsPartial);
        return new(FamilyEvidence.Of(models), seed, isPartial)
        {
            IsLimited = IsLimited,
            Failed = [..
                from one in ended
                where one.Run.Failure is not null
                select FailedModel.Of(one.Candidate.Name, one.Run.Failure!)],
        };
    }
}
