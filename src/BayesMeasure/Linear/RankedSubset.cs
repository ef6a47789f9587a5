namespace BayesMeasure.Linear;

/// <summary>One subset of columns.</summary>
/// <param name="Columns">The positions of its columns in the design.</param>
/// <param name="FreeEnergy">Its exact free energy, without a prior over subsets.</param>
/// <param name="Probability">Its posterior probability under the prior over subsets.</param>
public sealed record RankedSubset(IReadOnlyList<int> Columns, double FreeEnergy, double Probability);
