using System.Numerics.Tensors;
using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// All unknowns of a fit but heights, as normal columns that are integrated out: background, instrument, shapes, and errors of
/// the intensities of lines. With Z their columns, P their prior precisions and M = Z'Z/c + P, columns and data have the
/// products a'b/c - a'Z M^-1 Z'b/c^2 beside them.
/// </summary>
internal sealed class Nuisance
{
    private readonly double[][] wide;
    private readonly ShortColumn[] narrow;
    private readonly double[] shift;
    private readonly Cholesky<double> factor;
    private readonly double logPrior;

    /// <param name="wide">The weighted columns of background, instrument and shapes.</param>
    /// <param name="prior">Their prior terms.</param>
    /// <param name="narrow">The weighted columns of lines, by first points; their amplitudes have the prior N(0, 1).</param>
    /// <param name="scale">c.</param>
    public Nuisance(double[][] wide, (double Offset, double Precision)[] prior, ShortColumn[] narrow, double scale)
    {
        (this.wide, this.narrow, Scale) = (wide, narrow, scale);
        int count = wide.Length + narrow.Length;
        shift = new double[count];
        Matrix<double> precision = Matrix<double>.Build.Dense(count, count);
        precision.SetSubMatrix(0, 0, GramMatrix.Of(wide).Map(product => product / scale));
        for (int i = 0; i < wide.Length; i++)
        {
            shift[i] = -prior[i].Offset * prior[i].Precision;
            precision[i, i] = precision[i, i] * (1 + 1e-9) + prior[i].Precision + 1e-12;
        }

        for (int i = 0; i < narrow.Length; i++)
        {
            AddNarrow(precision, i);
        }

        factor = precision.Cholesky();
        logPrior = prior.Where(term => term.Precision > 0)
            .Sum(term => Math.Log(term.Precision) - term.Offset * term.Offset * term.Precision);
    }

    /// <summary>c.</summary>
    public double Scale { get; }

    /// <summary>Z'b/c of a weighted column.</summary>
    public Vector<double> Products(double[] column)
    {
        double[] products = new double[wide.Length + narrow.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            products[i] = InnerProduct.Of(wide[i], column) / Scale;
        }

        for (int i = 0; i < narrow.Length; i++)
        {
            products[wide.Length + i] = narrow[i].Dot(column) / Scale;
        }

        return Vector<double>.Build.Dense(products);
    }

    /// <summary>Gram matrix and projections of columns beside all this.</summary>
    public (Matrix<double> Gram, double[] Projections) Beside(double[][] columns, double[] data)
    {
        Matrix<double> products = Matrix<double>.Build.DenseOfColumnVectors(columns.Select(Products));
        Matrix<double> solved = factor.Solve(products);
        Vector<double> found = Products(data) + Vector<double>.Build.Dense(shift);
        Matrix<double> taken = products.TransposeThisAndMultiply(solved);
        Matrix<double> gram = GramMatrix.Of(columns).MapIndexed((i, j, product) =>
            product / Scale - taken[Math.Max(i, j), Math.Min(i, j)]);
        Vector<double> explained = solved.TransposeThisAndMultiply(found);
        return (gram, [.. columns.Select((column, i) => InnerProduct.Of(column, data) / Scale - explained[i])]);
    }

    /// <summary>
    /// ln p(data), all this integrated out: with b = Z'data/c less the pull of the prior, b'M^-1 b / 2 - ln |M| / 2 + ln |P| / 2
    /// less what data and prior cost at 0, up to a constant that all sets of as many free columns share.
    /// </summary>
    public double LogEvidence(double[] data)
    {
        Vector<double> found = Products(data) + Vector<double>.Build.Dense(shift);
        double misfit = InnerProduct.Of(data, data) / Scale;
        return 0.5 * (found * factor.Solve(found) - misfit - factor.DeterminantLn + logPrior);
    }

    /// <summary>The residual that the best amplitudes of all this leave of data.</summary>
    public double[] Rest(double[] data)
    {
        Vector<double> best = factor.Solve(Products(data) + Vector<double>.Build.Dense(shift));
        double[] rest = [.. data];
        for (int i = 0; i < wide.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(wide[i], -best[i], rest, rest);
        }

        for (int i = 0; i < narrow.Length; i++)
        {
            Span<double> reached = rest.AsSpan(narrow[i].First, narrow[i].Values.Length);
            TensorPrimitives.MultiplyAdd(narrow[i].Values, -best[wide.Length + i], reached, reached);
        }

        return rest;
    }

    private void AddNarrow(Matrix<double> precision, int i)
    {
        int at = wide.Length + i;
        for (int j = 0; j < wide.Length; j++)
        {
            precision[at, j] = precision[j, at] = narrow[i].Dot(wide[j]) / Scale;
        }

        for (int j = 0; j < i; j++)
        {
            precision[at, wide.Length + j] = precision[wide.Length + j, at] = narrow[i].Dot(narrow[j]) / Scale;
        }

        precision[at, at] = 1 + narrow[i].Dot(narrow[i]) / Scale;
    }
}
