using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Decides on a trial of components. Where noise has an unknown level, the level is drawn anew in the same step, from its
/// distribution at the sum of squares of the trial: otherwise it would hold the components where they are, since a better place
/// must first be met by a smaller level.
/// </summary>
internal sealed class LevelStep
{
    private readonly SampledLevel[] levels;
    private readonly LevelConditional[] conditionals;
    private readonly int[] positions;
    private readonly double[] trial;

    public LevelStep(ITarget target, MatchedComponents components)
    {
        levels = components.Levels;
        conditionals = [.. levels.Select(level =>
            new LevelConditional(level.Prior, new ProbabilityScale(level.Prior), level.Points))];
        positions = new int[target.Parameters.Count];
        trial = new double[target.Parameters.Count];
    }

    /// <summary>The coordinates of the trial, as many as were added.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets the trial.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a coordinate to the trial.</summary>
    public void Add(int position, double coordinate) => (positions[Count], trial[Count++]) = (position, coordinate);

    /// <summary>One Metropolis-Hastings step to the trial.</summary>
    /// <param name="replica">What moves.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="logProposalRatio">Backward over forward proposal density of what was added.</param>
    public void Decide(Replica replica, in Sweep sweep, double logProposalRatio)
    {
        if (!(logProposalRatio > double.NegativeInfinity))
        {
            return;
        }

        if (levels.Length > 0)
        {
            double change = replica.Propose(positions.AsSpan(0, Count), trial.AsSpan(0, Count), sweep.InverseTemperature);
            if (!(change > double.NegativeInfinity))
            {
                return;
            }

            for (int level = 0; level < levels.Length; level++)
            {
                logProposalRatio += DrawLevel(replica, levels[level], conditionals[level], in sweep);
            }
        }

        replica.Move(
            positions.AsSpan(0, Count),
            trial.AsSpan(0, Count),
            sweep.InverseTemperature,
            sweep.Random.NextLogUniform(),
            logProposalRatio);
    }

    /// <summary>Adds a level to the trial that was proposed; returns its backward over its forward density.</summary>
    private double DrawLevel(Replica replica, SampledLevel level, LevelConditional conditional, in Sweep sweep)
    {
        conditional.Condition(level.TrialMisfitOf(replica.Curves), sweep.InverseTemperature);
        double value = conditional.Draw(sweep.Random);
        double coordinate = level.Prior.ToCoordinate(value);
        double forward = conditional.LogDensity(value) + PlaceProposal.LogJacobian(level.Prior, value, coordinate);
        conditional.Condition(level.MisfitOf(replica.Curves), sweep.InverseTemperature);
        double now = replica.Values[level.Position];
        double backward = conditional.LogDensity(now)
            + PlaceProposal.LogJacobian(level.Prior, now, replica.Coordinates[level.Position]);
        Add(level.Position, coordinate);
        return backward - forward;
    }
}
