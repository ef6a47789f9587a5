using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace BayesMeasure.CommandLine;

/// <summary>
/// The level of the noise where the free energy is lowest, model by model: first a ladder of levels for each, then each at its
/// best level.
/// </summary>
/// <param name="problem">What is asked, with known noise of the smallest level.</param>
/// <param name="options">The settings of the sampler, for both.</param>
internal sealed class LevelSearch(ComparisonProblem problem, ReplicaExchangeOptions options)
{
    /// <summary>Runs both.</summary>
    /// <param name="progress">Told how far each has come.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before any model had a level and draws there.</exception>
    /// <exception cref="UserErrorException">The ladder of a model has gaps.</exception>
    public ModelComparison Run(IProgress<InferenceProgress> progress, CancellationToken cancellation)
    {
        ModelComparison ladders = problem.Family.Compare(problem.Measured.Curve, OnLadder, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return LevelsOf(ladders).Compare(AtLevels, progress, cancellation);
    }

    /// <summary>The curve is made of the ladder alone, so that no reference may know log Z before.</summary>
    private ReplicaExchangeOptions OnLadder => AtLevels with
    {
        Seed = unchecked(options.Seed + (ulong)problem.Family.Candidates.Count),
        Reference = null,
        Checkpoint = options.Checkpoint is { } checkpoint
            ? checkpoint with { Path = Path.ChangeExtension(checkpoint.Path, "ladder" + Path.GetExtension(checkpoint.Path)) }
            : null,
    };

    /// <summary>Each of the two has half of the time.</summary>
    private ReplicaExchangeOptions AtLevels =>
        options with { Until = options.Until with { TimeBudget = options.Until.TimeBudget / 2 } };

    private static NoiseLevels LevelsOf(ModelComparison ladders)
    {
        try
        {
            return NoiseLevels.Of(ladders);
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException($"--noise ladder: {UserErrorException.Sentence(error)}", error);
        }
    }
}
