namespace BayesMeasure.Variational;

/// <summary>Where a guide begins, and the units in which it is moved.</summary>
/// <param name="Center">Its mean, one number an unbounded coordinate.</param>
/// <param name="Factor">
/// The lower triangular factor of its covariance, row by row: i + 1 numbers in row i.
/// </param>
/// <param name="Logits">For each gate, the logarithm of the odds of its being open.</param>
internal sealed record GuideStart(double[] Center, double[] Factor, double[] Logits)
{
    /// <summary>A start of independent coordinates.</summary>
    public static GuideStart Of(double[] center, double[] deviations, double[] logits)
    {
        double[] factor = new double[PackedRows.LengthOf(center.Length)];
        for (int i = 0; i < deviations.Length; i++)
        {
            factor[PackedRows.RowAt(i) + i] = deviations[i];
        }

        return new(center, factor, logits);
    }
}

/// <summary>A lower triangle as one array, row by row.</summary>
internal static class PackedRows
{
    /// <summary>Where a row begins.</summary>
    public static int RowAt(int row) => row * (row + 1) / 2;

    /// <summary>How many numbers so many rows have.</summary>
    public static int LengthOf(int rows) => RowAt(rows);
}
