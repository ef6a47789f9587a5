using BayesMeasure.Inference;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Variational;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// One round of sparse variational inference over all candidates, their profiles linear about a fit: how often q has each open,
/// and where.
/// </summary>
internal sealed class RelaxedSelection
{
    // A phase of the fit is there at first as often as not.
    private const double SelectionOfMember = 0.5;
    private const double LeastHeight = 1e-3;
    private const double Open = 0.5;

    private static readonly VariationalInference Settings = new()
    {
        Family = GuideFamily.MeanField,
        Schedule = Schedule.GrowingBatch(new(0.05, 2, 200), 4),
        Draws = 250,
        Threads = 1,
    };

    private readonly RelaxedProfile profile;
    private readonly Result result;
    private readonly double[] mean;

    /// <param name="profile">The candidates.</param>
    /// <param name="seed">The seed of the draws.</param>
    public RelaxedSelection(RelaxedProfile profile, ulong seed)
    {
        this.profile = profile;
        LogLikelihoodTarget target = RelaxedLikelihood.TargetOf(profile);
        result = (Settings with { Seed = seed }).RunFrom(target, Start(target.Parameters.Count));
        mean = [.. ((VariationalReport)result.Report).Stages[^1].Point];
    }

    /// <summary>The candidates.</summary>
    public IReadOnlyList<RelaxedColumn> Columns => profile.Columns;

    /// <summary>How often q has a candidate open.</summary>
    public double SelectionOf(int k) => mean[RelaxedLikelihood.OwnUnknowns * k];

    /// <summary>The state at the mean of q, with the candidates that it has open more often than not.</summary>
    public FitState Selected(FitState at, FitPrior prior) => at with
    {
        Instrument = profile.Moved(at.Instrument, mean.AsSpan(^RelaxedProfile.SharedCount..), prior),
        Phases = [.. Enumerable.Range(0, Columns.Count).Where(k => SelectionOf(k) >= Open).Select(k => MovedTo(k, prior))],
    };

    /// <summary>The selections, and draws of the heights.</summary>
    public ColumnDraws Draws()
    {
        double[][] present = [.. Columns.Select((_, k) => Drawn(RelaxedLikelihood.OwnUnknowns * k))];
        double[][] heights = [.. Columns.Select((_, k) => Drawn(RelaxedLikelihood.OwnUnknowns * k + 1))];
        return new(
            [.. Columns.Select((_, k) => SelectionOf(k))],
            [.. Columns.Select(_ => double.NaN)],
            [.. Enumerable.Range(0, present[0].Length).Select(draw => Columns
                .Select((column, k) => present[k][draw] * heights[k][draw] * column.Scale).ToArray())]);
    }

    private double[] Drawn(int position) => [.. result.Draws.Of(position).SelectMany(chain => chain)];

    private PhaseTerm MovedTo(int k, FitPrior prior)
    {
        ReadOnlySpan<double> own = mean.AsSpan(RelaxedLikelihood.OwnUnknowns * k, RelaxedLikelihood.OwnUnknowns);
        return Columns[k].Moved(own[1], own[2], own[3], prior);
    }

    private double[] Start(int count)
    {
        double[] start = new double[count];
        foreach ((int k, RelaxedColumn column) in Columns.Index())
        {
            int own = RelaxedLikelihood.OwnUnknowns * k;
            start[own] = column.IsMember ? SelectionOfMember : 1 / (1 + Math.Exp(-column.LogOdds));
            start[own + 1] = Math.Max(column.Term.Height / column.Scale, LeastHeight);
        }

        return start;
    }
}
