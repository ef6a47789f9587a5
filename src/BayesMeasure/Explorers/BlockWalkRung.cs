using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The joint moves of one rung. Its steps are 2.38/sqrt(d) standard deviations long to begin with (Roberts, Gelman, Gilks 1997).
/// </summary>
internal sealed class BlockWalkRung : RungExplorer
{
    private readonly int[][] blocks;
    private readonly LearntCovariance[] covariances;
    private readonly StepSizes steps;
    private readonly double[] trial;

    public BlockWalkRung(BlockWalk settings, ITarget target)
    {
        blocks = ContinuousBlocks.Of(target, settings.WholePoint, fewest: 2);
        covariances =
            [.. blocks.Select(block => new LearntCovariance([.. block.Select(i => StepSizes.FirstOf(target.Parameters[i]))]))];
        steps = new(blocks.Select(block => 2.38 / Math.Sqrt(block.Length)), settings.Acceptance);
        trial = new double[target.Parameters.Count];
    }

    public override IReadOnlyList<double[]> Learnt => [steps.Values, .. covariances.Select(covariance => covariance.Learnt)];

    public override void Explore(Replica replica, in Sweep sweep)
    {
        for (int block = 0; block < blocks.Length; block++)
        {
            Move(replica, block, in sweep);
            if (sweep.Adapts)
            {
                covariances[block].Learn(replica.Coordinates, blocks[block]);
            }
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight)
    {
        var (low, high) = ((BlockWalkRung)lower, (BlockWalkRung)upper);
        steps.BlendFrom(low.steps, high.steps, weight);
        for (int block = 0; block < blocks.Length; block++)
        {
            covariances[block].BlendFrom(low.covariances[block], high.covariances[block], weight);
        }
    }

    public override void Pool(IReadOnlyList<RungExplorer> chains)
    {
        steps.Pool([.. chains.Select(chain => ((BlockWalkRung)chain).steps)]);
        for (int block = 0; block < blocks.Length; block++)
        {
            covariances[block].Pool([.. chains.Select(chain => ((BlockWalkRung)chain).covariances[block])]);
        }
    }

    private void Move(Replica replica, int block, in Sweep sweep)
    {
        Span<double> coordinates = trial.AsSpan(0, blocks[block].Length);
        double step = steps.At(block, sweep.Random);
        covariances[block].Propose(replica.Coordinates, blocks[block], step, sweep.Random, coordinates);
        double logRatio = replica.Move(blocks[block], coordinates, sweep.InverseTemperature, sweep.Random.NextLogUniform());
        steps.Adapt(block, logRatio, in sweep);
    }
}
