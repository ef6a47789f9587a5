using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>
/// A broken twin of the snooker move: it stretches the distance from a fixed point, and forgets the factor |1 + s|^(d - 1).
/// </summary>
internal sealed record SnookerWithoutFactor : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters);

    private sealed class Rung(IReadOnlyList<Parameter> parameters) : RungExplorer
    {
        private readonly int[] positions = [.. Enumerable.Range(0, parameters.Count)];

        public override void Explore(Replica replica, in Sweep sweep)
        {
            double[] pivot = [.. parameters.Select(parameter => parameter.Prior.ToCoordinate(parameter.Prior.Mean))];
            double[] offset = [.. pivot.Select((center, i) => replica.Coordinates[i] - center)];
            double length = Math.Sqrt(offset.Sum(part => part * part));
            double step = sweep.Random.NextNormal() / length;
            double[] trial = [.. pivot.Select((center, i) => center + (1 + step) * offset[i])];
            replica.Move(positions, trial, sweep.InverseTemperature, sweep.Random.NextLogUniform());
        }
    }
}
