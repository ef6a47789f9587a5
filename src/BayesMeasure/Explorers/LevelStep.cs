using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Decides on a trial of components. Where the noise has an unknown level, the level is drawn anew in the same step, from its
/// distribution at the sum of squares of the trial: otherwise it would hold the components where they are, since a better place
/// must first be met by a smaller level.
/// </summary>
internal sealed class LevelStep
{
    private readonly int level;
    private readonly Distribution? prior;
    private readonly LevelConditional? conditional;
    private readonly int[] positions;
    private readonly double[] trial;

    public LevelStep(ITarget target, QuadraticNoise noise)
    {
        level = noise.LevelPosition;
        positions = new int[target.Parameters.Count];
        trial = new double[target.Parameters.Count];
        if (level >= 0)
        {
            prior = target.Parameters[level].Prior;
            conditional = new(prior, new ProbabilityScale(prior), noise.Count);
        }
    }

    /// <summary>The coordinates of the trial, as many as were added.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets the trial.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a coordinate to the trial.</summary>
    public void Add(int position, double coordinate) => (positions[Count], trial[Count++]) = (position, coordinate);

    /// <summary>One Metropolis-Hastings step to the trial.</summary>
    /// <param name="replica">What moves.</param>
    /// <param name="state">Its state.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="logProposalRatio">Backward over forward proposal density of what was added.</param>
    public void Decide(Replica replica, IComponentResidual state, in Sweep sweep, double logProposalRatio)
    {
        if (!(logProposalRatio > double.NegativeInfinity))
        {
            return;
        }

        if (conditional is not null)
        {
            double change = replica.Propose(positions.AsSpan(0, Count), trial.AsSpan(0, Count), sweep.InverseTemperature);
            if (!(change > double.NegativeInfinity))
            {
                return;
            }

            logProposalRatio += DrawLevel(replica, state, in sweep);
        }

        replica.Move(
            positions.AsSpan(0, Count),
            trial.AsSpan(0, Count),
            sweep.InverseTemperature,
            sweep.Random.NextLogUniform(),
            logProposalRatio);
    }

    /// <summary>Adds a level to the trial that was proposed; returns its backward over its forward density.</summary>
    private double DrawLevel(Replica replica, IComponentResidual state, in Sweep sweep)
    {
        conditional!.Condition(state.TrialMisfit, sweep.InverseTemperature);
        double value = conditional.Draw(sweep.Random);
        double coordinate = prior!.ToCoordinate(value);
        double forward = conditional.LogDensity(value) + PlaceProposal.LogJacobian(prior, value, coordinate);
        conditional.Condition(state.Misfit, sweep.InverseTemperature);
        double now = replica.Values[level];
        double backward = conditional.LogDensity(now) + PlaceProposal.LogJacobian(prior, now, replica.Coordinates[level]);
        Add(level, coordinate);
        return backward - forward;
    }
}
