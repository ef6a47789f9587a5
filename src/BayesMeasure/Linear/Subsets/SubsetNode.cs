namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// A node of the tree of subsets. Its triangle is about the last columns alone; of those before, some are chosen and the others
/// are left out, for good.
/// </summary>
/// <param name="Width">The number of columns of the triangle: the last ones, all of them.</param>
/// <param name="Chosen">The columns before that are chosen, one bit each.</param>
/// <param name="Size">The number of chosen columns.</param>
/// <param name="Energy">What the chosen columns add to the free energy by themselves and by their determinant.</param>
/// <param name="ResidualSumOfSquares">RSS with the chosen columns and all of the triangle.</param>
internal readonly record struct SubsetNode(int Width, uint Chosen, int Size, double Energy, double ResidualSumOfSquares);
