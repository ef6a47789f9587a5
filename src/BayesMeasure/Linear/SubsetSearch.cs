using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// Exhaustive search over all 2^p subsets of the columns of a design, each with its exact free energy: which columns do the data
/// ask for?
/// </summary>
/// <remarks>
/// The subsets are the leaves of a tree in which every level keeps or drops one column of a triangular decomposition of the data,
/// by Givens rotations where it drops one (Gatu and Kontoghiorghes 2003, Parallel Comput. 29, 505). The tree is walked twice: for the best subsets of every size, and for sums weighted
/// relative to those. The results are identical, bit for bit, for any number of threads. The free energies are those of
/// <see cref="LinearRegression.Posterior"/> with the subset's columns, boxes taken as wide.
/// </remarks>
public sealed record SubsetSearch
{
    private const int MostColumns = 30;
    private const int MostLevelsInParallel = 9;

    /// <summary>How many of the first columns are always kept, such as a constant one. 0 by default.</summary>
    public int Always { get; init; }

    /// <summary>How many subsets are remembered. 20 by default; at least 1.</summary>
    public int Best { get; init; } = 20;

    /// <summary>The number of threads, which does not change the result; 0, the default, is one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="design">X: one row a point, one column a coefficient; at most 30 columns that may be dropped.</param>
    /// <param name="y">The measured values, one a row.</param>
    /// <param name="prior">
    /// What is known beforehand about all coefficients and the noise; a normal prior must have mean 0 and independent coefficients.
    /// </param>
    /// <param name="sigma">
    /// The standard deviation of each point, or its relative size where the level of the noise is unknown. Default: 1.
    /// </param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="ArgumentException">
    /// The sizes do not match, there are too many columns, the prior is improper or of another kind, or a subset fits the data
    /// without a residual.
    /// </exception>
    /// <exception cref="SingularDesignException">The columns that are always kept depend on each other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SubsetPosterior Run(
        Matrix<double> design,
        IReadOnlyList<double> y,
        LinearPrior prior,
        IReadOnlyList<double>? sigma = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentOutOfRangeException.ThrowIfLessThan(Best, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Always);
        var data = new LinearRegression(design, y, sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Always, design.ColumnCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(design.ColumnCount, MostColumns, nameof(design));
        SubsetTerms terms = prior.SubsetTerms(data.Points, data.Coefficients, data.LogWeights);
        var tree = new SubsetTree(data.WeightedDesign, data.WeightedValues, terms, Always);
        var walk = new SubsetWalk(tree, Always, Math.Min(MostLevelsInParallel, design.ColumnCount - Always), Threads);
        SubsetRanking ranking = walk.Rank(Best, progress, cancellation);
        double[] least = [.. Enumerable.Range(0, design.ColumnCount + 1).Select(size => LeastOf(ranking, size))];
        return new(ranking, walk.Sum(least, progress, cancellation), least, tree.Scales, Always);
    }

    private static double LeastOf(SubsetRanking ranking, int size)
    {
        double least = ranking.Of(size) is [var best, ..] ? best.FreeEnergy : double.PositiveInfinity;
        return !double.IsNegativeInfinity(least) ? least : throw new ArgumentException(
            $"A subset of {size} columns leaves no residual to learn the level of the noise from. Measure more points, or give the "
            + "noise a known level with FlatPrior or NormalPrior.");
    }
}
