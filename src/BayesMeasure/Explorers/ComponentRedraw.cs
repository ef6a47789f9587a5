using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Draws all parameters of one component of a sum anew from their priors. It carries a component to any other place in one step,
/// which near beta = 0 is accepted often; replica exchange then hands the new arrangement down to beta = 1.
/// </summary>
/// <remarks>One component of each group a sweep. Targets without groups of components are left alone.</remarks>
public sealed record ComponentRedraw : Explorer
{
    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return CreateRung(target, target.Groups);
    }

    /// <summary>Creates the moves of some groups alone.</summary>
    internal static RungExplorer CreateRung(ITarget target, IEnumerable<ComponentGroup> groups) => new Rung(target, groups);

    /// <inheritdoc/>
    public override IReadOnlyList<ExplorerStep> StepsFor(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return [new(this, MoveKind.Redraw, [.. target.Groups.Select(group => group.Components)])];
    }

    private sealed class Rung : RungExplorer
    {
        private readonly int[][][] groups;
        private readonly Distribution[] priors;
        private readonly double[] trial;

        public Rung(ITarget target, IEnumerable<ComponentGroup> groups)
        {
            this.groups = [.. groups.Select(group => group.ToArrays())];
            priors = [.. target.Parameters.Select(parameter => parameter.Prior)];
            trial = new double[target.Parameters.Count];
        }

        public override void Explore(Replica replica, in Sweep sweep)
        {
            foreach (int[][] components in groups)
            {
                int[] positions = components[sweep.Random.NextInteger(components.Length)];
                double logProposalRatio = Draw(replica, positions, sweep.Random);
                replica.Move(
                    positions,
                    trial.AsSpan(0, positions.Length),
                    sweep.InverseTemperature,
                    sweep.Random.NextLogUniform(),
                    logProposalRatio);
            }
        }

        /// <summary>Draws the trial; returns ln p(u) - ln p(u'), since what is proposed is distributed as the prior.</summary>
        private double Draw(Replica replica, int[] positions, RandomStream random)
        {
            double logRatio = 0;
            for (int i = 0; i < positions.Length; i++)
            {
                Distribution prior = priors[positions[i]];
                double value = prior.Draw(random);
                trial[i] = prior.ToCoordinate(value);
                logRatio += prior.LogCoordinateDensity(replica.Values[positions[i]], replica.Coordinates[positions[i]])
                    - prior.LogCoordinateDensity(value, trial[i]);
            }

            return logRatio;
        }
    }
}
