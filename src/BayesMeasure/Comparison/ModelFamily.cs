using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

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

    /// <summary>A family of sums: K equal components on a common background, for a range of K.</summary>
    /// <typeparam name="TComponent">The component, such as <see cref="GaussianPeak"/>.</typeparam>
    /// <param name="fewest">The smallest K; 0 is background and noise alone.</param>
    /// <param name="most">The largest K.</param>
    /// <param name="peak">The prior of one component.</param>
    /// <param name="noise">How measured values scatter.</param>
    /// <param name="background">What all candidates have in common; nothing by default.</param>
    /// <param name="common">The prior of the background's and the noise's parameters; needed when they have any.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range of K is empty or negative.</exception>
    public static ModelFamily Peaks<TComponent>(
        int fewest,
        int most,
        Prior peak,
        NoiseModel noise,
        ForwardModel? background = null,
        Prior? common = null)
        where TComponent : struct, IComponent
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fewest);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, fewest);
        ArgumentNullException.ThrowIfNull(peak);
        ArgumentNullException.ThrowIfNull(noise);
        return new([.. Enumerable.Range(fewest, most - fewest + 1).Select(count => new Candidate(
            $"K = {count}",
            count,
            ForwardModel.Of<TComponent>().Repeat(count) + (background ?? ForwardModel.Zero),
            noise,
            peak.Repeat(count) + (common ?? new Prior()))),
        ]);
    }

    /// <summary>Samples every model and weighs them by their evidence, equally probable beforehand.</summary>
    /// <param name="measurement">The measured curve.</param>
    /// <param name="options">
    /// The settings of the sampler; null for the defaults. Candidate i (from 0) uses the seed Seed + i. A time budget is that of
    /// the whole comparison: each candidate may take an equal share of what those before it have left. A parameter to wait for
    /// has to be one of some candidate's; those that do not have it do not wait for it.
    /// Where a checkpoint is wanted, each candidate has one of its own: <see cref="CheckpointOptions.ForRun"/> with number i + 1.
    /// </param>
    /// <param name="progress">Told how far the comparison has come.</param>
    /// <param name="cancellation">Ends it early; the models that have draws by then are compared, marked as partial.</param>
    /// <exception cref="OperationCanceledException">The comparison was cancelled before any model had draws.</exception>
    /// <exception cref="SamplingException">A model failed.</exception>
    /// <exception cref="CheckpointException">
    /// A model cannot be resumed from its checkpoint, or cannot write the first one.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A model does not fit its prior or the measurement, or no model has a parameter to wait for.
    /// </exception>
    public ModelComparison Compare(
        Measurement measurement,
        ReplicaExchangeOptions? options = null,
        IProgress<ComparisonProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new();
        options.RequireValid();
        Posterior[] posteriors = [.. Candidates.Select(candidate => candidate.Given(measurement))];
        var models = new List<ComparedModel>();
        var runs = new TargetRuns(posteriors, options);
        try
        {
            foreach (Result result in runs.Run(progress is null ? null : Report, cancellation))
            {
                models.Add(new(Candidates[models.Count].Name, result) { Components = Candidates[models.Count].Components });
            }
        }
        catch (OperationCanceledException) when (models.Count > 0)
        {
            // Cancelled, but not in vain: the comparison says that it is partial.
        }

        return new(models, options.Seed, models.Count < Candidates.Count || models[^1].Result.IsPartial);
        void Report(int index, SamplingProgress state) => progress.Report(new(Candidates[index], index, Candidates.Count, state));
    }
}
