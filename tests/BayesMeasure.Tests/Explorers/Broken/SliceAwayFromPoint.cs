using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>
/// A broken twin of the slice walk: a point below the level cuts off the side of the interval on which the replica is.
/// </summary>
internal sealed record SliceAwayFromPoint : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters);

    private sealed class Rung(IReadOnlyList<Parameter> parameters) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            for (int i = 0; i < parameters.Count; i++)
                Slice(replica, i, 4 * parameters[i].Prior.StandardDeviation, in sweep);
        }

        private static void Slice(Replica replica, int position, double width, in Sweep sweep)
        {
            double level = sweep.Random.NextLogUniform();
            double lower = replica.Coordinates[position] - width * sweep.Random.NextUniform();
            double upper = lower + width;
            for (int cut = 0; cut < 60; cut++)
            {
                double trial = lower + sweep.Random.NextUniform() * (upper - lower);
                if (replica.Propose([position], [trial], sweep.InverseTemperature) > level)
                {
                    replica.Accept([position], [trial]);
                    return;
                }

                (lower, upper) = trial < replica.Coordinates[position] ? (lower, trial) : (trial, upper);
            }
        }
    }
}
