using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Gives one component of a sum another shape, and at once all components of its group the amplitudes that suit it: these are
/// drawn from their conditional distribution. What the other components must give way to a new shape they give way in the same
/// step.
/// </summary>
/// <remarks>
/// <para>
/// Sums of broad components, such as decays, are strongly correlated: a component that moves by itself leaves a misfit that its
/// neighbours would make good, and is rejected. Under Gaussian noise the log likelihood is quadratic in the amplitudes, so that
/// their conditional distribution is known from a few evaluations, and a step is accepted as if the amplitudes had been
/// integrated out (a collapsed move; J. S. Liu, J. Am. Stat. Assoc. 89, 958, 1994). Where it is not quadratic, or the prior
/// bounds the amplitudes, the quadratic only proposes, and the Metropolis-Hastings rule keeps the step exact.
/// </para>
/// <para>
/// One component of each group a sweep; steps of its other parameters have every order of magnitude, from the width of the prior
/// to a thousandth of it, and nothing is learnt. A step costs about (K + 1)(K + 2) evaluations for K components: it is meant for
/// few components, every second sweep or more seldom. Targets without groups that have an amplitude are left alone.
/// </para>
/// </remarks>
public sealed record ComponentReshape : Explorer
{
    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new Rung([.. target.Groups.Where(group => ComponentReshapeRung.Fits(group, target))
            .Select(group => new ComponentReshapeRung(group, target))]);
    }

    private sealed class Rung(ComponentReshapeRung[] groups) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            foreach (ComponentReshapeRung group in groups)
            {
                group.Explore(replica, in sweep);
            }
        }
    }
}
