namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// Sums over the subsets below a node, by the number of columns they take from its triangle: of their weights, and for each
/// column of the triangle of the weights of those that have it, and of weight times coefficient.
/// </summary>
/// <param name="width">The number of columns of the triangle.</param>
internal sealed class SubsetSums(int width)
{
    private readonly int stride = width + 1;

    /// <summary>The weights, for 0 to all columns.</summary>
    public double[] Weights { get; } = new double[width + 1];

    /// <summary>The weights of the subsets that have a column.</summary>
    public double[] Inclusions { get; } = new double[(width + 1) * width];

    /// <summary>The weighted coefficients.</summary>
    public double[] Coefficients { get; } = new double[(width + 1) * width];

    /// <summary>Where the sums of one column over the subsets of one size are.</summary>
    public int At(int size, int column) => column * stride + size;

    public void Clear()
    {
        Array.Clear(Weights);
        Array.Clear(Inclusions);
        Array.Clear(Coefficients);
    }

    /// <summary>Adds those below the child that lacks a column, and has all before it.</summary>
    public void Add(SubsetSums child, int dropped, int childWidth)
    {
        for (int size = 1; size <= childWidth; size++)
        {
            Weights[size + dropped] += child.Weights[size];
        }

        for (int column = 0; column < childWidth; column++)
        {
            for (int size = 1; size <= childWidth; size++)
            {
                int to = At(size + dropped, dropped + 1 + column);
                int from = child.At(size, column);
                Inclusions[to] += child.Inclusions[from];
                Coefficients[to] += child.Coefficients[from];
            }
        }
    }
}
