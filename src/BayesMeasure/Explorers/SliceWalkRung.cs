using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>The one-parameter slices of one rung.</summary>
internal sealed class SliceWalkRung : RungExplorer
{
    private static readonly double[] Forward = [1];

    private readonly int[] continuous;
    private readonly LineSlice slice;
    private readonly StepSizes widths;

    public SliceWalkRung(SliceWalk settings, ITarget target)
    {
        continuous = [.. ContinuousBlocks.Of(target, wholePoint: false, fewest: 1).SelectMany(block => block)];
        slice = new(settings.MostSteps, dimension: 1);
        widths = new(target.Parameters.Select(StepSizes.FirstOf), LineSlice.WantedOutwards);
    }

    public override IReadOnlyList<double[]> Learnt => [widths.Values];

    public override void Explore(Replica replica, in Sweep sweep)
    {
        foreach (ref readonly int position in continuous.AsSpan())
        {
            double outwards = slice.Move(replica, new(in position), Forward, widths.Values[position], in sweep);
            widths.AdaptToRate(position, outwards, in sweep);
        }
    }

    public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) =>
        widths.BlendFrom(((SliceWalkRung)lower).widths, ((SliceWalkRung)upper).widths, weight);

    public override void Pool(IReadOnlyList<RungExplorer> chains) =>
        widths.Pool([.. chains.Select(chain => ((SliceWalkRung)chain).widths)]);
}
