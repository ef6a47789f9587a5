using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Draws one component of a sum anew where the data ask for one: a cell of its prior by how well the component would fit there
/// what the others leave, a place in that cell, and the amplitude that suits it. It finds the places of narrow peaks, and leaves
/// them, at inverse temperatures where a draw from the prior would never be accepted.
/// </summary>
/// <remarks>
/// <para>
/// The fit is the matched filter of the residual r without the component (G. L. Turin, IRE Trans. Inf. Theory 6, 311, 1960): with
/// the curve phi_m of amplitude 1 in the middle of cell m, S_m = sum of w phi_m r and G_m = sum of w phi_m^2, the cell is drawn
/// with probability g_m = 0.9 softmax(ln v_m + beta S_m^2 / 2 G_m + ...) + 0.1 v_m, where v_m is the prior's mass in it. The move
/// is accepted with ln r = beta (ln L' - ln L) + ln p'/p + ln q - ln q', q being the density of what is drawn: it is exact for
/// every noise, of which the weights w know the quadratic part alone. The level of Gaussian noise, where it is sampled, is drawn
/// anew in the same step. Of several measurements that are explained together, the fits add up, and a component may have one
/// amplitude for all of them or one for each.
/// </para>
/// <para>
/// It serves any component with an amplitude of its own, one that stands alone too: peaks, decays, spheres, sextets. Cells are
/// cut where curves differ, in as many parameters as matter; they are made once a target, take at most 16 MiB, and nothing is
/// learnt. One component of each kind a sweep. A parameter that all components share stands at its prior's median in the curves
/// phi_m.
/// </para>
/// <para>
/// Where there is no residual to ask, in bare log likelihoods, and for components without an amplitude, components that are
/// alike are drawn from their priors, as <see cref="ComponentRedraw"/> does.
/// </para>
/// </remarks>
public sealed record ComponentRelocation : Explorer
{
    /// <summary>
    /// The part of the moves, from 0 to 1, by which a component becomes the twin of another, or ends being it: a split of one
    /// component into two at one place, and the way back. 0.25 by default. Of use where there are more components than the data
    /// need, and for groups of two and more.
    /// </summary>
    public double TwinShare { get; init; } = 0.25;

    /// <inheritdoc/>
    public override void RequireValid()
    {
        if (!(TwinShare >= 0 && TwinShare <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TwinShare), TwinShare, "The share of twin moves lies between 0 and 1.");
        }
    }

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        IReadOnlyList<MatchedComponents> matched = MatchedComponents.Of(target);
        IEnumerable<ComponentGroup> others = target.Groups.Where(group => !matched.Any(components => components.Holds(group)));
        return new Rung(
            [.. matched.Select(components => new ComponentRelocationRung(components, target, TwinShare))],
            ComponentRedraw.CreateRung(target, others));
    }

    private sealed class Rung(ComponentRelocationRung[] kinds, RungExplorer others) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            foreach (ComponentRelocationRung kind in kinds)
            {
                kind.Explore(replica, in sweep);
            }

            others.Explore(replica, in sweep);
        }
    }
}
