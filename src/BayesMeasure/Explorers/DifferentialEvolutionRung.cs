using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>The moves of one rung along differences of past points.</summary>
internal sealed class DifferentialEvolutionRung : RungExplorer
{
    private const int StepsPerWholeDifference = 10;

    /// <summary>
    /// How far a step may miss the direction of a difference, relative to it, so that no point is out of reach.
    /// </summary>
    private const double Jitter = 0.01;

    private readonly int[][] blocks;
    private readonly LearntHistory history;
    private readonly StepSizes steps;
    private readonly double[] trial;

    public DifferentialEvolutionRung(DifferentialEvolution settings, ITarget target)
    {
        blocks = ContinuousBlocks.Of(target, settings.WholePoint, fewest: 1);
        history = new(target.Parameters.Count);
        steps = new(blocks.Select(block => 2.38 / Math.Sqrt(2 * block.Length)), settings.Acceptance);
        trial = new double[target.Parameters.Count];
    }

    public override IReadOnlyList<double[]> Learnt => [steps.Values, .. history.Learnt];

    public override void Explore(Replica replica, in Sweep sweep)
    {
        for (int block = 0; block < blocks.Length && history.Count > 1; block++)
        {
            Move(replica, block, in sweep);
        }

        if (sweep.Adapts)
        {
            history.Add(replica.Coordinates, sweep.Random);
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight)
    {
        var (low, high) = ((DifferentialEvolutionRung)lower, (DifferentialEvolutionRung)upper);
        history.BlendFrom(low.history, high.history, weight);
        steps.BlendFrom(low.steps, high.steps, weight);
    }

    public override void Pool(IReadOnlyList<RungExplorer> chains)
    {
        history.Pool([.. chains.Select(chain => ((DifferentialEvolutionRung)chain).history)]);
        steps.Pool([.. chains.Select(chain => ((DifferentialEvolutionRung)chain).steps)]);
    }

    private void Move(Replica replica, int block, in Sweep sweep)
    {
        RandomStream random = sweep.Random;
        int[] positions = blocks[block];
        (int first, int second) = history.DrawPair(random);
        bool isWhole = random.NextInteger(StepsPerWholeDifference) == 0;
        double step = isWhole ? 1 : steps.Values[block];
        for (int i = 0; i < positions.Length; i++)
        {
            double difference = history[first][positions[i]] - history[second][positions[i]];
            trial[i] = replica.Coordinates[positions[i]] + step * (1 + Jitter * random.NextNormal()) * difference;
        }

        double logRatio = replica.Move(
            positions, trial.AsSpan(0, positions.Length), sweep.InverseTemperature, random.NextLogUniform());
        if (!isWhole)
        {
            steps.Adapt(block, logRatio, in sweep);
        }
    }
}
