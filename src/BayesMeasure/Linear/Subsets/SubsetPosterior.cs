using BayesMeasure.Inference;

namespace BayesMeasure.Linear.Subsets;

/// <summary>The posterior over the subsets of columns under a prior: everything is exact.</summary>
public sealed record SubsetPosterior
{
    /// <summary>The free energy of the data, all subsets together.</summary>
    public required FreeEnergyEstimate FreeEnergy { get; init; }

    /// <summary>The probability of each number of chosen columns, from 0 to p.</summary>
    public required IReadOnlyList<double> SizeProbabilities { get; init; }

    /// <summary>The probability that a column is in, one a column of the regression; 1 for those that are always.</summary>
    public required IReadOnlyList<double> InclusionProbabilities { get; init; }

    /// <summary>
    /// The posterior mean of each coefficient over all subsets, where a column that is left out has the coefficient 0.
    /// </summary>
    public required IReadOnlyList<double> Coefficients { get; init; }

    /// <summary>The most probable subsets, best first.</summary>
    public required IReadOnlyList<ColumnSubset> Best { get; init; }
}

/// <summary>One subset of the columns of a design.</summary>
/// <param name="Columns">Its columns, those that are in every subset among them: positions from 0, ascending.</param>
/// <param name="FreeEnergy">Its exact free energy F = -ln p(y | subset).</param>
/// <param name="Probability">p(subset | y).</param>
public sealed record ColumnSubset(IReadOnlyList<int> Columns, double FreeEnergy, double Probability);
