using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Problems.Broken;

/// <summary>
/// A broken twin of the random walk: it accepts e^<paramref name="Leniency"/> times too often, so it is not invariant.
/// </summary>
public sealed record LenientExplorer(double Leniency = 1) : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters.Count, Leniency);

    private sealed class Rung(int count, double leniency) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            for (int i = 0; i < count; i++)
            {
                double trial = replica.Coordinates[i] + 0.4 * sweep.Random.NextNormal();
                replica.Move([i], [trial], sweep.InverseTemperature, sweep.Random.NextLogUniform(), leniency);
            }
        }
    }
}
