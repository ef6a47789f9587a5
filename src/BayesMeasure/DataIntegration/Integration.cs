using System.Runtime.CompilerServices;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.DataIntegration;

/// <summary>
/// The question whether measurements should be joined: do they share the parameters that a joint posterior shares, or has each a
/// value of its own? The free energy decides: join when F_joint is below the sum of the separate F (Katakami et al., arXiv
/// 2406.02869).
/// </summary>
/// <remarks>
/// A measurement by itself has the same model, noise and priors, with a copy of its own of whatever is shared. All parameters
/// that only one measurement reads cost both sides the same.
/// </remarks>
public sealed class Integration
{
    /// <summary>The most measurements of which every group is asked.</summary>
    private const int MostForAll = 6;

    private readonly JointPosterior joint;
    private readonly int[][] members;

    /// <summary>Asks the question.</summary>
    /// <param name="joint">The measurements, at least two, and what they would share.</param>
    /// <param name="depth">Which groups of them are asked; all pairs by default.</param>
    /// <exception cref="ArgumentException">
    /// There is one measurement only, they share nothing, or there are more than 6 of which every group is wanted.
    /// </exception>
    public Integration(JointPosterior joint, IntegrationDepth depth = IntegrationDepth.Pairs)
    {
        ArgumentNullException.ThrowIfNull(joint);
        this.joint = joint;
        int count = joint.Parts.Count;
        if (count < 2)
        {
            throw new ArgumentException("Whether to join is a question about two measurements or more.", nameof(joint));
        }

        var readers = joint.Curves.SelectMany(curve => curve.Positions).GroupBy(position => position);
        if (!readers.Any(group => group.Count() > 1))
        {
            throw new ArgumentException("The measurements share nothing: there is nothing to decide.", nameof(joint));
        }

        if (depth == IntegrationDepth.All && count > MostForAll)
        {
            throw new ArgumentException(
                $"Every group of {count} measurements would be {(1L << Math.Min(count, 62)) - 1} runs: ask for pairs instead.",
                nameof(depth));
        }

        members = [.. MembersOf(count, depth)];
        Groups = [.. members.Select(group => joint.Of(group))];
    }

    /// <summary>
    /// What has to be solved: each measurement by itself, then groups of them, all of them last. Results that were found
    /// otherwise can be weighed by <see cref="Weigh"/>.
    /// </summary>
    public IReadOnlyList<JointPosterior> Groups { get; }

    /// <summary>Samples all groups by replica exchange and compares them.</summary>
    /// <param name="options">
    /// The settings of the sampler; null for the defaults. Group i (from 0) uses the seed Seed + i and a checkpoint of its own,
    /// and a time budget is that of all together, as <see cref="ReplicaExchange.RunAll"/> says.
    /// </param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Ends it early, without an answer.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before all groups had draws.</exception>
    /// <exception cref="InferenceException">A model failed.</exception>
    [OverloadResolutionPriority(1)]
    public IntegrationComparison Compare(
        ReplicaExchangeOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default) => Compare(new ReplicaExchange(options), progress, cancellation);

    /// <summary>Asks an inference about all groups and compares them.</summary>
    /// <param name="inference">The method. Group i (from 0) has the seed Seed + i.</param>
    /// <param name="progress">Told how far it has come; each group by its name.</param>
    /// <param name="cancellation">Ends it early, without an answer.</param>
    /// <exception cref="NotSupportedException">The method cannot answer a group; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all groups had draws.</exception>
    /// <exception cref="InferenceException">A run failed.</exception>
    public IntegrationComparison Compare(
        IInference inference,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inference);
        var results = new Result[Groups.Count];
        foreach (InferenceRun run in inference.Ask(Groups, i => MeasurementGroup.NameOf(Groups[i]), progress, cancellation))
        {
            results[run.Index] = run.ResultOrThrow();
        }

        return Weigh(results);
    }

    /// <summary>Weighs what was found about all groups, by whatever inference.</summary>
    /// <param name="results">One result a group, in the order of <see cref="Groups"/>.</param>
    /// <exception cref="ArgumentException">The results are not those of the groups.</exception>
    public IntegrationComparison Weigh(IReadOnlyList<Result> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count != Groups.Count || results.Zip(Groups).Any(pair => !pair.Second.IsAskedBy(pair.First.Target)))
        {
            throw new ArgumentException("There must be one result for each of the groups, in their order.", nameof(results));
        }

        return new(joint, [.. results.Select((result, i) => new MeasurementGroup(members[i], result))]);
    }

    private static IEnumerable<int[]> MembersOf(int count, IntegrationDepth depth)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        IEnumerable<int[]> between = depth switch
        {
            IntegrationDepth.Pairs => from first in all from second in all where first < second select (int[])[first, second],
            IntegrationDepth.All => Enumerable.Range(1, (1 << count) - 1)
                .Select(mask => all.Where(member => (mask >> member & 1) == 1).ToArray())
                .Where(group => group.Length > 1)
                .OrderBy(group => group.Length),
            _ => [],
        };
        return [.. all.Select(member => (int[])[member]), .. between.Where(group => group.Length < count), all];
    }
}

/// <summary>Which groups of measurements are asked whether they should be joined.</summary>
public enum IntegrationDepth
{
    /// <summary>Each measurement, and all together: one question.</summary>
    Whole,

    /// <summary>Every pair, too.</summary>
    Pairs,

    /// <summary>Every group: for few measurements, since there are 2^M - 1 of them.</summary>
    All,
}
