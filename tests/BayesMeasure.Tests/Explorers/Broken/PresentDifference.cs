using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>
/// A broken twin of differential evolution: the history goes on changing after burn-in, and one of the two points whose
/// difference is taken is the present one, so that no way back is as likely.
/// </summary>
internal sealed record PresentDifference : Explorer
{
    private const int Points = 10;
    private const double Step = 0.5;

    public override RungExplorer CreateRung(ITarget target) => new Rung(target.Parameters);

    private sealed class Rung : RungExplorer
    {
        private readonly int[] positions;
        private readonly double[][] history;

        public Rung(IReadOnlyList<Parameter> parameters)
        {
            positions = [.. Enumerable.Range(0, parameters.Count)];
            history = [.. Enumerable.Range(0, Points).Select(_ =>
                parameters.Select(parameter => parameter.Prior.ToCoordinate(parameter.Prior.Mean)).ToArray())];
        }

        public override IReadOnlyList<double[]> Learnt => history;

        public override void Explore(Replica replica, in Sweep sweep)
        {
            double[] first = history[sweep.Random.NextInteger(Points)];
            double[] trial = [.. replica.Coordinates];
            foreach (int i in positions)
            {
                trial[i] += Step * (first[i] - replica.Coordinates[i]);
            }
            replica.Move(positions, trial, sweep.InverseTemperature, sweep.Random.NextLogUniform());
            replica.Coordinates.CopyTo(history[sweep.Random.NextInteger(Points)]);
        }
    }
}
