using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Random-walk Metropolis moves: each parameter by itself, with a step adapted at every rung, and each block of parameters
/// jointly, along its covariance at that rung.
/// </summary>
/// <remarks>
/// One coordinate at a time is cheap and robust where a model caches what did not move (Nagata, Sugita, Okada 2012);
/// joint moves are what strongly correlated parameters need. Steps adapt by Robbins and Monro's scheme, in burn-in only.
/// </remarks>
public sealed record RandomWalk : Explorer
{
    /// <summary>The acceptance rate that one-parameter steps are adapted to; 0.4 by default, near the optimum 0.44.</summary>
    public double SingleAcceptance { get; init; } = 0.4;

    /// <summary>The acceptance rate that joint steps are adapted to; 0.3 by default.</summary>
    public double JointAcceptance { get; init; } = 0.3;

    /// <summary>Each so many sweeps, blocks move jointly instead of one parameter at a time; 0 switches it off. The default is 4.</summary>
    public int SweepsPerJointMove { get; init; } = 4;

    /// <inheritdoc/>
    public override void Validate()
    {
        RefuseOutside(SingleAcceptance, nameof(SingleAcceptance));
        RefuseOutside(JointAcceptance, nameof(JointAcceptance));
        ArgumentOutOfRangeException.ThrowIfNegative(SweepsPerJointMove);
    }

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new RandomWalkRung(this, target);
    }

    private static void RefuseOutside(double rate, string name)
    {
        if (!(rate > 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(name, rate, "An acceptance rate lies between 0 and 1.");
        }
    }
}
