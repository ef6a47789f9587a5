using System.Numerics.Tensors;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// What of a fit is integrated out beside its columns, at the over-dispersion that remains with errors of lines.
/// </summary>
internal static class IntegratedNuisance
{
    /// <summary>All unknowns but the heights of phases.</summary>
    public static (Nuisance Nuisance, double Misfit) BesideHeights(SearchContext context, Linearised best)
    {
        HashSet<int> heights = [.. best.State.Phases.Select((_, place) => best.State.FirstOf(place))];
        return Of(context, best, i => !heights.Contains(i));
    }

    /// <summary>The unknowns that are wanted, and the errors of lines of all phases.</summary>
    /// <param name="context">What all steps share.</param>
    /// <param name="best">The fit.</param>
    /// <param name="isWanted">Whether an unknown is integrated out.</param>
    /// <returns>What is integrated out, and the misfit per point that remains.</returns>
    public static (Nuisance Nuisance, double Misfit) Of(SearchContext context, Linearised best, Func<int, bool> isWanted)
    {
        int[] wide = [.. Enumerable.Range(0, best.Columns.Length).Where(isWanted)];
        double[][] columns = [.. wide.Select(i => best.Columns[i])];
        (double, double)[] prior = [.. wide.Select(i => best.Prior[i])];
        ShortColumn[] lines = LineErrors.Of(context, best.State, context.Options.LineError);
        Nuisance first = new(columns, prior, lines, best.Scale);
        double misfit = TensorPrimitives.SumOfSquares<double>(first.Rest(best.Residual))
            / Math.Max(1, context.Points.Count - lines.Length / best.Correlation);
        return (new(columns, prior, lines, best.Correlation * Math.Max(1, misfit)), misfit);
    }
}
