using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Numerics;

public class BandCholeskyTests
{
    private const int Size = 17;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Factor_solutions_determinant_and_inverse_are_those_of_the_dense_matrix(int width)
    {
        var random = new Random(width);
        var band = new BandMatrix(Size, width);
        for (int i = 0; i < Size; i++)
        {
            for (int j = Math.Max(0, i - width); j <= i; j++)
            {
                band[i, j] = i == j ? 10 + width : 2 * random.NextDouble() - 1;
            }
        }

        Matrix<double> dense = Dense(band);
        var factor = new BandCholesky(Size, width);
        Assert.True(factor.Factor(band));
        Assert.Equal(dense.Cholesky().DeterminantLn, factor.LogDeterminant, 1e-12 * Size);
        double[] right = [.. Enumerable.Range(0, Size).Select(_ => random.NextDouble())];
        Vector<double> expected = dense.Solve(Vector<double>.Build.Dense([.. right]));
        double square = expected * Vector<double>.Build.Dense([.. right]);
        double[] product = new double[Size];
        band.Multiply(expected.ToArray(), product);
        Assert.All(product.Zip(right), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
        Assert.Equal(square, factor.SolveLower(right), 1e-13);
        factor.SolveUpper(right);
        Assert.All(right.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
        var inverse = new BandMatrix(Size, width);
        factor.Invert(inverse);
        Matrix<double> all = dense.Inverse();
        for (int i = 0; i < Size; i++)
        {
            for (int j = Math.Max(0, i - width); j <= i; j++)
            {
                Assert.Equal(all[i, j], inverse[i, j], 1e-14);
            }
        }

        Assert.Equal((dense * all).Trace(), band.TraceOfProduct(inverse), 1e-12);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_factor()
    {
        var band = new BandMatrix(2, 1);
        (band[0, 0], band[1, 0], band[1, 1]) = (1, 2, 1);
        Assert.False(new BandCholesky(2, 1).Factor(band));
    }

    private static Matrix<double> Dense(BandMatrix band) => Matrix<double>.Build.Dense(Size, Size, (i, j) =>
        Math.Abs(i - j) > band.Width ? 0 : band[Math.Max(i, j), Math.Min(i, j)]);
}
