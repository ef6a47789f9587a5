using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// How replicas explore their own temperature between exchanges: the settings. An explorer creates one
/// <see cref="RungExplorer"/> a rung, which holds what is adapted there.
/// </summary>
/// <remarks>
/// Explorers are composed: a <see cref="Sequence"/> applies several one after the other, <see cref="Every"/> some of them less
/// often.
/// </remarks>
public abstract record Explorer
{
    /// <summary>
    /// The explorer that is used unless another is given: a <see cref="CoordinateWalk"/> in every sweep, a
    /// <see cref="BlockWalk"/> in every fourth, and, where the target has components, a <see cref="ComponentRelocation"/> and a
    /// <see cref="ComponentSwap"/> in every second. docs/explorers.md says why.
    /// </summary>
    public static Explorer Default { get; } = Sequence(
        new CoordinateWalk(),
        new BlockWalk().Every(4),
        new ComponentRelocation().Every(2),
        new ComponentSwap().Every(2));

    /// <summary>
    /// Several explorers, applied one after the other in every sweep. Each leaves p_beta invariant, so all of them do.
    /// </summary>
    /// <param name="parts">At least one explorer.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public static Explorer Sequence(params IReadOnlyList<Explorer> parts) => new Sequence(parts);

    /// <summary>Throws when a setting is impossible; nothing by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public virtual void RequireValid()
    {
    }

    /// <summary>Creates the moves of one rung.</summary>
    /// <param name="target">What is sampled: its parameters, their priors and the blocks that belong together.</param>
    public abstract RungExplorer CreateRung(ITarget target);

    /// <summary>
    /// The steps of a sweep as a table, for engines that make them by code of their own. By default a single step that only the
    /// code of this explorer knows. The number of steps, their kinds and their periods are the same for every target.
    /// </summary>
    /// <param name="target">What is sampled.</param>
    public virtual IReadOnlyList<ExplorerStep> StepsFor(ITarget target) => [new(this, MoveKind.Own, [])];

    /// <summary>This explorer, applied in every so many-th sweep only.</summary>
    /// <param name="sweeps">The number of sweeps from one application to the next, at least 1.</param>
    public Explorer Every(int sweeps) => new Every(sweeps, this);

    /// <summary>Throws unless an acceptance rate lies between 0 and 1.</summary>
    private protected static void RequireRate(double rate, string name)
    {
        if (!(rate > 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(name, rate, "An acceptance rate lies between 0 and 1.");
        }
    }
}
