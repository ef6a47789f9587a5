using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>A broken twin of the coordinate walk: the uniform draw that proposes decides as well.</summary>
internal sealed record ReusedUniform : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters);

    private sealed class Rung(IReadOnlyList<Parameter> parameters) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                double uniform = sweep.Random.NextUniform();
                double trial = replica.Coordinates[i] + 4 * parameters[i].Prior.StandardDeviation * (uniform - 0.5);
                replica.Move([i], [trial], sweep.InverseTemperature, Math.Log(uniform));
            }
        }
    }
}
