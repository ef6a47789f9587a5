using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>
/// A method that answers what targets ask: for each it gives draws from the posterior and the free energy. Replica exchange and
/// the exact solution of linear models are such methods, and so is one of your own: comparisons of models, integration of
/// measurements, virtual measurements and noise levels ask whichever they are given.
/// </summary>
/// <example>
/// The least that it takes, for targets of one parameter that a sum over a grid can answer:
/// <code>
/// public string? RefusalOf(ITarget target) =&gt; target.Parameters.Count == 1 ? null : "A grid is for one parameter.";
///
/// public IEnumerable&lt;InferenceRun&gt; RunAll(
///     IReadOnlyList&lt;ITarget&gt; targets, IProgress&lt;InferenceProgress&gt;? progress, CancellationToken cancellation)
/// {
///     for (int i = 0; i &lt; targets.Count; i++)
///     {
///         cancellation.ThrowIfCancellationRequested();
///         yield return new(i, targets[i], Answer(targets[i], Seed + (ulong)i), Failure: null);
///     }
/// }
/// </code>
/// </example>
public interface IInference
{
    /// <summary>The seed of the random numbers; any number for a method that needs none.</summary>
    ulong Seed { get; }

    /// <summary>The same method with other random numbers, for those who ask it again and again.</summary>
    /// <param name="seed">The seed.</param>
    IInference WithSeed(ulong seed);

    /// <summary>Says why this method cannot answer a target: its kind, its priors, its noise.</summary>
    /// <param name="target">What is asked, such as a <see cref="Posterior"/>.</param>
    /// <returns>Why not, and which method can; null when it can.</returns>
    string? RefusalOf(ITarget target);

    /// <summary>Answers many targets; number i (from 0) with the seed <c>Seed + i</c>.</summary>
    /// <param name="targets">What is asked.</param>
    /// <param name="progress">Told how far it has come, perhaps from several threads; null for nobody.</param>
    /// <param name="cancellation">
    /// Ends it early. Runs that have draws by then are given back, marked as partial; then, where targets are left without an
    /// answer, the enumeration throws.
    /// </param>
    /// <returns>
    /// The runs as they are done, each target once, in any order. What fails with one target is in its run and ends no other.
    /// Nothing is computed before it is asked for.
    /// </returns>
    /// <exception cref="NotSupportedException">A target is refused; the message is that of <see cref="RefusalOf"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all targets had draws.</exception>
    IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default);
}
