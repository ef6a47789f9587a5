namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// A walk that sums the weights exp(-F) of the subsets, size by size, by column, and times the coefficients.
/// </summary>
/// <remarks>
/// All subsets below a node that have its first columns share the rows of the triangle there: one back-substitution with the sums
/// serves all of them, R sum(p w) = sum(p) z.
/// </remarks>
/// <param name="problem">The data and the prior.</param>
/// <param name="references">The lowest free energy of each size, which has the weight 1.</param>
internal class AveragingTree(SubsetProblem problem, double[] references) : SubsetTree(problem)
{
    private readonly SubsetSums[] sums = [.. Enumerable.Range(0, problem.Columns + 1).Select(width => new SubsetSums(width))];

    /// <summary>Hands over the sums below the last node of a width.</summary>
    public SubsetSums Release(int width)
    {
        SubsetSums found = sums[width];
        sums[width] = new(width);
        return found;
    }

    /// <summary>Sets the sums below a node.</summary>
    protected void Take(int width, SubsetSums found) => sums[width] = found;

    protected override void Enter(SubsetNode node) => sums[node.Width].Clear();

    protected override void Find(SubsetNode node, int last, double freeEnergy)
    {
        int width = node.Width;
        SubsetSums own = sums[width];
        ReadOnlySpan<double> row = TriangleOf(width).AsSpan(last * (width + 1), width + 1);
        own.Weights[last + 1] += Math.Exp(references[node.Size + last + 1] - freeEnergy);
        for (int size = last + 1; size <= width; size++)
        {
            double weight = own.Weights[size];
            double rest = weight * row[width];
            for (int column = last + 1; column < width; column++)
            {
                rest -= row[column] * own.Coefficients[own.At(size, column)];
            }

            own.Inclusions[own.At(size, last)] = weight;
            own.Coefficients[own.At(size, last)] = rest / row[last];
        }
    }

    protected override void Leave(SubsetNode node, int dropped)
    {
        int childWidth = node.Width - 1 - dropped;
        sums[node.Width].Add(sums[childWidth], dropped, childWidth);
    }
}
