using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>
/// A broken twin of differential evolution: the history goes on changing after burn-in, and the present point is in it, so that
/// the steps follow the replica.
/// </summary>
internal sealed record PresentDifference : Explorer
{
    private const int Points = 10;

    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters);

    private sealed class Rung : RungExplorer
    {
        private readonly int[] positions;
        private readonly double[][] history;

        public Rung(IReadOnlyList<Parameter> parameters)
        {
            positions = [.. Enumerable.Range(0, parameters.Count)];
            history = [.. Enumerable.Range(0, Points).Select(point =>
                parameters.Select(parameter => (1.0 + point) / Points * parameter.Prior.StandardDeviation).ToArray())];
        }

        public override IReadOnlyList<double[]> Learnt => history;

        public override void Explore(Replica replica, in Sweep sweep)
        {
            replica.Coordinates.CopyTo(history[sweep.Random.NextInteger(Points)]);
            double[] first = history[sweep.Random.NextInteger(Points)];
            double[] second = history[sweep.Random.NextInteger(Points)];
            double[] trial = new double[positions.Length];
            for (int i = 0; i < positions.Length; i++)
                trial[i] = replica.Coordinates[i] + (first[i] - second[i]) * (1 + 0.1 * sweep.Random.NextNormal());
            replica.Move(positions, trial, sweep.InverseTemperature, sweep.Random.NextLogUniform());
        }
    }
}
