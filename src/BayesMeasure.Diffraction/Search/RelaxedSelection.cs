using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Variational;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// One round of sparse variational inference over all candidates, their profiles linear about a fit: how often q has each open,
/// and where.
/// </summary>
internal sealed class RelaxedSelection
{
    private const double Open = 0.5;
    private const int DrawCount = 1000;

    private readonly RelaxedProfile profile;
    private readonly SelectionGuide guide;
    private readonly double[] mean;

    /// <param name="profile">The candidates.</param>
    /// <param name="guide">q.</param>
    public RelaxedSelection(RelaxedProfile profile, SelectionGuide guide)
    {
        (this.profile, this.guide) = (profile, guide);
        mean = guide.Values();
    }

    /// <summary>How a guide is fitted.</summary>
    public static VariationalInference Settings { get; } = new()
    {
        Family = GuideFamily.MeanField,
        Schedule = Schedule.GrowingBatch(new(0.05, 2, 200), 4),
    };

    /// <summary>The candidates.</summary>
    public IReadOnlyList<RelaxedColumn> Columns => profile.Columns;

    /// <summary>How often q has a candidate open.</summary>
    public double SelectionOf(int k) => guide.Selection(k);

    /// <summary>The state at the mean of q, with the candidates that it has open more often than not.</summary>
    public FitState Selected(FitState at, FitPrior prior) => at with
    {
        Instrument = profile.Moved(at.Instrument, mean.AsSpan(^RelaxedProfile.SharedCount..), prior),
        Phases = [.. Enumerable.Range(0, Columns.Count).Where(k => SelectionOf(k) >= Open).Select(k => MovedTo(k, prior))],
    };

    /// <summary>The selections, and draws of the heights.</summary>
    /// <param name="seed">The seed of the draws.</param>
    public ColumnDraws Draws(ulong seed)
    {
        RandomStream random = new(seed, chain: 1, replica: 0);
        double[] values = new double[mean.Length];
        double[][] heights = new double[DrawCount][];
        for (int draw = 0; draw < heights.Length; draw++)
        {
            random.BeginSweep(draw);
            guide.Draw(random, values);
            heights[draw] = [.. Columns.Select((column, k) =>
                values[Own * k] * values[Own * k + 1] * column.Scale)];
        }

        return new([.. Columns.Select((_, k) => SelectionOf(k))], [.. Columns.Select(_ => double.NaN)], heights);
    }

    private int Own => profile.Problem.OwnUnknowns;

    private PhaseTerm MovedTo(int k, FitPrior prior)
    {
        ReadOnlySpan<double> own = mean.AsSpan(Own * k, Own);
        return Columns[k].Moved(own[1], own[2], own[3], prior);
    }
}
