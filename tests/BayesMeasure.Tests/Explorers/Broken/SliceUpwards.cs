using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>
/// A broken twin of the slice walk: of the one step by which its interval may grow, none ever goes down, instead of a number
/// drawn at random. (A slice that shrinks towards the wrong side would be no twin: where there is one mode, it is as exact, and
/// only slower.)
/// </summary>
internal sealed record SliceUpwards : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters);

    private sealed class Rung(IReadOnlyList<Parameter> parameters) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                Slice(replica, i, parameters[i].Prior.StandardDeviation / 2, in sweep);
            }
        }

        private static void Slice(Replica replica, int position, double width, in Sweep sweep)
        {
            double level = sweep.Random.NextLogUniform();
            double lower = replica.Coordinates[position] - width * sweep.Random.NextUniform();
            double upper = lower + width;
            if (replica.Propose([position], [upper], sweep.InverseTemperature) > level)
            {
                upper += width;
            }
            for (int cut = 0; cut < 60; cut++)
            {
                double trial = lower + sweep.Random.NextUniform() * (upper - lower);
                if (replica.Propose([position], [trial], sweep.InverseTemperature) > level)
                {
                    replica.Accept();
                    return;
                }

                (lower, upper) = trial < replica.Coordinates[position] ? (trial, upper) : (lower, trial);
            }
        }
    }
}
