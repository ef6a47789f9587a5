using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Metropolis moves along the difference of two past points of the same rung, which are collected over all chains in burn-in and
/// then frozen (ter Braak, Vrugt 2008, DE-MC(Z)): steps that have the shape of the posterior, and that lead from mode to mode.
/// </summary>
/// <remarks>
/// A step is gamma times a difference, with gamma about 2.38/sqrt(2d), adapted in burn-in; one step in ten is a whole difference,
/// gamma = 1, which carries a point of one mode into another. Indicators are left to other explorers.
/// </remarks>
public sealed record DifferentialEvolution : Explorer
{
    /// <summary>The acceptance rate that the steps are adapted to; 0.3 by default.</summary>
    public double Acceptance { get; init; } = 0.3;

    /// <summary>
    /// Whether all parameters move as one block, rather than each block of the target by itself; false by default.
    /// </summary>
    public bool WholePoint { get; init; }

    /// <inheritdoc/>
    public override void RequireValid() => RequireRate(Acceptance, nameof(Acceptance));

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new DifferentialEvolutionRung(this, target);
    }
}
