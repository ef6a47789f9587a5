namespace BayesMeasure.Linear.Subsets;

/// <summary>One subset of the columns of a design.</summary>
/// <param name="Columns">Its columns, those that are in every subset among them: positions from 0, ascending.</param>
/// <param name="FreeEnergy">Its exact free energy F = -ln p(y | subset).</param>
/// <param name="Probability">p(subset | y).</param>
public sealed record ColumnSubset(IReadOnlyList<int> Columns, double FreeEnergy, double Probability);
