namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// Which columns of a design matter? The exact free energy of every subset of them, 2^p in all: the best ones, the probability of
/// each column, and the coefficients averaged over all subsets.
/// </summary>
/// <remarks>
/// The result is identical, bit for bit, for any number of threads. Each column more doubles the time: 25 columns take some ten
/// seconds on two cores.
/// </remarks>
public sealed record SubsetSearch
{
    /// <summary>The most columns to choose from.</summary>
    public const int MostColumns = 30;

    /// <summary>The columns that are in every subset, such as that of a constant: positions from 0. None by default.</summary>
    public IReadOnlyList<int> Always { get; init; } = [];

    /// <summary>How many of the best subsets of each size are kept. 100 by default; at least 1.</summary>
    public int Best { get; init; } = 100;

    /// <summary>The number of threads; 0, the default, is one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Goes through all subsets.</summary>
    /// <param name="regression">The data, with all columns.</param>
    /// <param name="prior">
    /// The prior with all columns; a column that is left out has the coefficient 0. A flat prior with a box, or
    /// <see cref="LinearPrior.Normal"/> or <see cref="LinearPrior.NormalInverseGamma"/> of independent coefficients with mean 0.
    /// </param>
    /// <param name="progress">Told the part that is done, from 0 to 1, some hundred times.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="ArgumentException">
    /// There is no column to choose or there are more than 30, a column that is in every subset does not exist or is named twice,
    /// or the prior does not fit or is not one of these.
    /// </exception>
    /// <exception cref="SingularDesignException">
    /// The prior is flat, and the data do not determine all coefficients together.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SubsetEvidence Run(
        LinearRegression regression,
        LinearPrior prior,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(regression);
        ArgumentNullException.ThrowIfNull(prior);
        RequireSearchable(regression);
        var problem = new SubsetProblem(prior.SubsetEnergy(regression), Always);
        var walk = new SubsetWalk(problem, Threads, progress, cancellation);
        SubsetRanking ranking = walk.Rank(Best);
        ranking.Add(0, 0, problem.EnergyOfNone);
        return new(problem, ranking, walk.Average(ranking.Lowest));
    }

    private void RequireSearchable(LinearRegression regression)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Best, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (Always.Distinct().Count() < Always.Count || Always.Any(column => column < 0 || column >= regression.Coefficients))
        {
            throw new ArgumentException(
                $"Always names columns from 0 to {regression.Coefficients - 1}, each once; it is {string.Join(", ", Always)}.");
        }

        int columns = regression.Coefficients - Always.Count;
        if (columns is < 1 or > MostColumns)
        {
            throw new ArgumentException(
                $"There are {columns} columns to choose from. All subsets of 1 to {MostColumns} can be gone through.");
        }
    }
}
