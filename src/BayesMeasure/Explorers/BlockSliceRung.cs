using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The slices of one rung along random directions. Their intervals are 2/sqrt(d) standard deviations wide to begin with.
/// </summary>
internal sealed class BlockSliceRung : RungExplorer
{
    private readonly int[][] blocks;
    private readonly LearntCovariance[] covariances;
    private readonly StepSizes widths;
    private readonly LineSlice slice;
    private readonly double[] direction;

    public BlockSliceRung(BlockSlice settings, ITarget target)
    {
        blocks = ContinuousBlocks.Of(target, settings.WholePoint, fewest: 2);
        covariances =
            [.. blocks.Select(block => new LearntCovariance([.. block.Select(i => StepSizes.FirstOf(target.Parameters[i]))]))];
        widths = new(blocks.Select(block => 2 / Math.Sqrt(block.Length)), LineSlice.WantedOutwards);
        slice = new(settings.MostSteps, target.Parameters.Count);
        direction = new double[target.Parameters.Count];
    }

    public override IReadOnlyList<double[]> Learnt => [widths.Values, .. covariances.Select(covariance => covariance.Learnt)];

    public override void Explore(Replica replica, in Sweep sweep)
    {
        for (int block = 0; block < blocks.Length; block++)
        {
            covariances[block].DrawDirection(sweep.Random, direction);
            double outwards = slice.Move(replica, blocks[block], direction, widths.Values[block], in sweep);
            widths.AdaptToRate(block, outwards, in sweep);
            if (sweep.Adapts)
            {
                covariances[block].Learn(replica.Coordinates, blocks[block]);
            }
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight)
    {
        var (low, high) = ((BlockSliceRung)lower, (BlockSliceRung)upper);
        widths.BlendFrom(low.widths, high.widths, weight);
        for (int block = 0; block < blocks.Length; block++)
        {
            covariances[block].BlendFrom(low.covariances[block], high.covariances[block], weight);
        }
    }

    public override void Pool(IReadOnlyList<RungExplorer> chains)
    {
        widths.Pool([.. chains.Select(chain => ((BlockSliceRung)chain).widths)]);
        for (int block = 0; block < blocks.Length; block++)
        {
            covariances[block].Pool([.. chains.Select(chain => ((BlockSliceRung)chain).covariances[block])]);
        }
    }
}
