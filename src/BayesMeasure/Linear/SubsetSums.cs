namespace BayesMeasure.Linear;

/// <summary>
/// Weighted sums over all subsets of the columns that are left at a node, separately for every number s of columns kept of them.
/// </summary>
/// <param name="columns">The number m of columns that are left.</param>
internal sealed class SubsetSums(int columns)
{
    private readonly int sizes = columns + 1;
    private readonly double[] weights = new double[columns + 1];
    private readonly double[] inclusion = new double[columns * (columns + 1)];
    private readonly double[] coefficients = new double[columns * (columns + 1)];

    /// <summary>The weights of the subsets.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The weights of the subsets that hold a column.</summary>
    public ReadOnlySpan<double> Inclusion(int column) => inclusion.AsSpan(column * sizes, sizes);

    /// <summary>The coefficient of a column, weighted.</summary>
    public ReadOnlySpan<double> Coefficients(int column) => coefficients.AsSpan(column * sizes, sizes);

    /// <summary>The sums over one subset, that of no column.</summary>
    public void SetLeaf(double weight) => weights[0] = weight;

    /// <summary>The sums over no subset.</summary>
    public void Clear()
    {
        Array.Clear(weights);
        Array.Clear(inclusion);
        Array.Clear(coefficients);
    }

    /// <summary>The sums of the two nodes that follow, of which one has kept the first column and the other has not.</summary>
    /// <remarks>
    /// The coefficient of the first column solves its row of the triangle, r w = z - sum r_l w_l; that is linear in the other
    /// coefficients, and so it holds for their weighted sums.
    /// </remarks>
    /// <param name="row">The row of the first column, its last value z.</param>
    /// <param name="kept">The sums with the first column.</param>
    /// <param name="dropped">The sums without it; null where it is always kept.</param>
    public void Join(ReadOnlySpan<double> row, SubsetSums kept, SubsetSums? dropped)
    {
        Add(kept.weights, dropped?.weights, weights, 1);
        Add(kept.inclusion, dropped?.inclusion, inclusion.AsSpan(sizes), columns - 1);
        Add(kept.coefficients, dropped?.coefficients, coefficients.AsSpan(sizes), columns - 1);
        inclusion[0] = 0;
        coefficients[0] = 0;
        kept.weights.CopyTo(inclusion, 1);
        for (int s = 1; s < sizes; s++)
        {
            double sum = row[^1] * kept.weights[s - 1];
            for (int l = 1; l < columns; l++)
                sum -= row[l] * kept.coefficients[(l - 1) * columns + s - 1];
            coefficients[s] = kept.weights[s - 1] == 0 ? 0 : sum / row[0];
        }
    }

    /// <summary>Adds what kept the first column, one size up, and what dropped it.</summary>
    private void Add(ReadOnlySpan<double> kept, ReadOnlySpan<double> dropped, Span<double> sums, int series)
    {
        int fewer = sizes - 1;
        for (int i = 0; i < series; i++)
        {
            Span<double> sum = sums.Slice(i * sizes, sizes);
            sum[0] = 0;
            kept.Slice(i * fewer, fewer).CopyTo(sum[1..]);
            for (int s = 0; s < fewer && !dropped.IsEmpty; s++)
                sum[s] += dropped[i * fewer + s];
        }
    }
}
