using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// Exact draws of the coefficients and of the noise of a linear family. With A = G_S + I / v, r = X'y and m = A^-1 r,
/// s^2 | y ~ InverseGamma(a + n/2, b + (y'y - r'm) / 2) and w | s^2, y ~ N(m, s^2 A^-1).
/// </summary>
internal sealed class ConjugateParameters
{
    private readonly Vector<double> mean;
    private readonly Matrix<double> spread;
    private readonly double shape;
    private readonly double rate;

    /// <param name="columns">The columns X in units of the noise of each point.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="values">y in the same units.</param>
    /// <param name="shape">a.</param>
    /// <param name="rate">b.</param>
    public ConjugateParameters(LinearColumns columns, Structure structure, double[] values, double shape, double rate)
    {
        int[] chosen = [.. columns.Of(structure)];
        double[] projections = columns.Project(values);
        double sum = values.Sum(value => value * value);
        this.shape = shape + 0.5 * values.Length;
        this.rate = rate + 0.5 * sum;
        mean = Vector<double>.Build.Dense(Math.Max(1, chosen.Length));
        spread = Matrix<double>.Build.DenseIdentity(Math.Max(1, chosen.Length));
        Count = chosen.Length;
        if (Count == 0)
        {
            return;
        }

        var precision = Matrix<double>.Build.Dense(Count, Count, (i, j) =>
            columns.Gram(chosen[i], chosen[j]) + (i == j ? 1 / columns.Variance : 0));
        var projected = Vector<double>.Build.Dense(Count, i => projections[chosen[i]]);
        Cholesky<double> factored = precision.Cholesky();
        spread = factored.Factor.Transpose().Inverse();
        mean = factored.Solve(projected);
        this.rate -= 0.5 * projected.DotProduct(mean);
    }

    /// <summary>The number of coefficients.</summary>
    public int Count { get; }

    /// <summary>Coefficients, and s behind them.</summary>
    public double[] Draw(RandomStream random)
    {
        double level = Math.Sqrt(rate / random.NextGamma(shape));
        var normals = Vector<double>.Build.Dense(mean.Count, _ => random.NextNormal());
        Vector<double> coefficients = mean + level * (spread * normals);
        return [.. coefficients.Take(Count), level];
    }
}
