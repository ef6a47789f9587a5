using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>The one-parameter moves of one rung.</summary>
internal sealed class CoordinateWalkRung : RungExplorer
{
    private readonly int[] continuous;
    private readonly int[] discrete;
    private readonly int[] categories;
    private readonly StepSizes steps;

    public CoordinateWalkRung(CoordinateWalk settings, ITarget target)
    {
        continuous = CoordinateWalk.PositionsOf(target, areDiscrete: false);
        discrete = CoordinateWalk.PositionsOf(target, areDiscrete: true);
        categories = [.. discrete.Select(position => 1 + (int)target.Parameters[position].Prior.Maximum)];
        steps = new(target.Parameters.Select(StepSizes.FirstOf), settings.Acceptance);
    }

    public override IReadOnlyList<double[]> Learnt => [steps.Values];

    public override void Explore(Replica replica, in Sweep sweep)
    {
        foreach (ref readonly int position in continuous.AsSpan())
        {
            Walk(replica, in position, in sweep);
        }

        for (int i = 0; i < discrete.Length; i++)
        {
            Switch(replica, in discrete[i], categories[i], in sweep);
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) =>
        steps.BlendFrom(((CoordinateWalkRung)lower).steps, ((CoordinateWalkRung)upper).steps, weight);

    public override void Pool(IReadOnlyList<RungExplorer> chains) =>
        steps.Pool([.. chains.Select(chain => ((CoordinateWalkRung)chain).steps)]);

    private void Walk(Replica replica, ref readonly int position, in Sweep sweep)
    {
        double step = steps.At(position, sweep.Number + position) * sweep.Random.NextNormal();
        double trial = replica.Coordinates[position] + step;
        double logRatio = replica.Move(new(in position), new(in trial), sweep.InverseTemperature, sweep.Random.NextLogUniform());
        steps.Adapt(position, logRatio, in sweep);
    }

    /// <summary>Proposes one of the other values of an indicator, each as likely as the next.</summary>
    private static void Switch(Replica replica, ref readonly int position, int categories, in Sweep sweep)
    {
        double trial = (replica.Coordinates[position] + 1 + sweep.Random.NextInteger(categories - 1)) % categories;
        replica.Move(new(in position), new(in trial), sweep.InverseTemperature, sweep.Random.NextLogUniform());
    }
}
