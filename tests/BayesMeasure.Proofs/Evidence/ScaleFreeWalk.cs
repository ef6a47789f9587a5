using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// One-parameter steps of every order of magnitude: the length is drawn anew each time, log-uniformly from the prior's width
/// down to a billionth of it. The proposal is symmetric, adapts nothing, and walks where a density has no scale of its own.
/// </summary>
internal sealed record ScaleFreeWalk : Explorer
{
    private const double Decades = 9;
    private const int StepsPerSweep = 4;

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target) =>
        new Rung([.. target.Parameters.Select(parameter => parameter.Prior.StandardDeviation)]);

    private sealed class Rung(double[] widths) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep)
        {
            for (int step = 0; step < StepsPerSweep * widths.Length; step++)
            {
                int position = step % widths.Length;
                double length = widths[position] * Math.Pow(10, -Decades * sweep.Random.NextUniform());
                double trial = replica.Coordinates[position] + length * sweep.Random.NextNormal();
                replica.Move(new(in position), new(in trial), sweep.InverseTemperature, sweep.Random.NextLogUniform());
            }
        }
    }
}
