namespace BayesMeasure.Linear;

/// <summary>
/// The free energy of every subset S of columns under a prior: F(S) = f(k) + sum over S of c_j + (1/2) ln |X_S'X_S| + misfit,
/// with k the number of columns in S, and X and y those of <see cref="Fit"/>. The misfit is RSS/2 where the level of the noise is
/// known, and a(k) ln(b + RSS/2) where it is not.
/// </summary>
internal sealed class SubsetEnergy
{
    /// <summary>The data, with the prior of the coefficients as more of them.</summary>
    public required TriangularFit Fit { get; init; }

    /// <summary>c_j, one a column.</summary>
    public required double[] OfColumn { get; init; }

    /// <summary>f(k) for k = 0 to K.</summary>
    public required double[] OfSize { get; init; }

    /// <summary>a(k) for k = 0 to K; null where the level of the noise is known.</summary>
    public double[]? Exponents { get; init; }

    /// <summary>b.</summary>
    public double Offset { get; init; }

    /// <summary>F(S), from the part of its columns, determinant included, its size and its residual sum of squares.</summary>
    public double Of(int size, double columns, double residualSumOfSquares)
    {
        double half = 0.5 * residualSumOfSquares;
        double misfit = Exponents is null ? half : Exponents[size] * Math.Log(Offset + half);
        return OfSize[size] + columns + misfit;
    }

    /// <summary>The same for the columns in another order.</summary>
    public SubsetEnergy InOrder(IReadOnlyList<int> columns) => new()
    {
        Fit = Fit.InOrder(columns),
        OfColumn = [.. columns.Select(column => OfColumn[column])],
        OfSize = OfSize,
        Exponents = Exponents,
        Offset = Offset,
    };
}
