using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>The moves of one rung on lines through past points.</summary>
internal sealed class SnookerRung : RungExplorer
{
    private const double ShortestFactor = 1.2;
    private const double LongestFactor = 2.2;

    private readonly int[][] blocks;
    private readonly LearntHistory history;
    private readonly double[] precisions;
    private readonly double[] trial;

    public SnookerRung(Snooker settings, ITarget target)
    {
        blocks = ContinuousBlocks.Of(target, settings.WholePoint, fewest: 1);
        history = new(target.Parameters.Count);
        precisions = [.. target.Parameters.Select(parameter => Math.Pow(StepSizes.FirstOf(parameter), -2))];
        trial = new double[target.Parameters.Count];
    }

    public override IReadOnlyList<double[]> Learnt => history.Learnt;

    public override void Explore(Replica replica, in Sweep sweep)
    {
        for (int block = 0; block < blocks.Length && history.Count > 2; block++)
        {
            Move(replica, blocks[block], in sweep);
        }

        if (sweep.Adapts)
        {
            history.Add(replica.Coordinates, sweep.Random);
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) =>
        history.BlendFrom(((SnookerRung)lower).history, ((SnookerRung)upper).history, weight);

    public override void Pool(IReadOnlyList<RungExplorer> chains) =>
        history.Pool([.. chains.Select(chain => ((SnookerRung)chain).history)]);

    /// <summary>
    /// x' = z + (1 + s)(x - z). On the line through z the density is that of x times |x - z|^(d - 1), so the acceptance ratio
    /// has the factor |x' - z|^(d - 1)/|x - z|^(d - 1) = |1 + s|^(d - 1) (ter Braak, Vrugt 2008, equation 4).
    /// </summary>
    private void Move(Replica replica, int[] positions, in Sweep sweep)
    {
        RandomStream random = sweep.Random;
        ReadOnlySpan<double> pivot = history[random.NextInteger(history.Count)];
        double stretch = 1 + DrawStep(replica, positions, pivot, random);
        for (int i = 0; i < positions.Length; i++)
        {
            double center = pivot[positions[i]];
            trial[i] = center + stretch * (replica.Coordinates[positions[i]] - center);
        }

        // Where the replica is at the very past point there is no line, and the replica stays: stretch is NaN.
        double logFactor = (positions.Length - 1) * Math.Log(Math.Abs(stretch));
        double logUniform = random.NextLogUniform();
        if (logFactor > double.NegativeInfinity)
        {
            replica.Move(positions, trial.AsSpan(0, positions.Length), sweep.InverseTemperature, logUniform, logFactor);
        }
    }

    /// <summary>
    /// A step along the line in units of |x - z|: the difference of two past points, projected with every coordinate in its
    /// prior's standard deviations.
    /// </summary>
    private double DrawStep(Replica replica, int[] positions, ReadOnlySpan<double> pivot, RandomStream random)
    {
        (int first, int second) = history.DrawPair(random);
        double product = 0;
        double square = 0;
        foreach (int position in positions)
        {
            double direction = replica.Coordinates[position] - pivot[position];
            product += precisions[position] * direction * (history[first][position] - history[second][position]);
            square += precisions[position] * direction * direction;
        }

        double factor = ShortestFactor + (LongestFactor - ShortestFactor) * random.NextUniform();
        return factor * product / square;
    }
}
