using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// A fit and its tangent space: the weighted residual, the weighted derivatives by all unknowns, and their normal matrix.
/// </summary>
internal sealed class Linearised
{
    private Matrix<double>? products;
    private Cholesky<double>? factor;
    private double[]? roots;

    /// <param name="state">Where it is.</param>
    /// <param name="residual">The weighted residual, one value a point.</param>
    /// <param name="columns">The weighted derivatives, one row an unknown.</param>
    /// <param name="prior">The prior terms of the unknowns.</param>
    /// <param name="correlation">How many points tell as much as one.</param>
    public Linearised(
        FitState state,
        double[] residual,
        double[][] columns,
        (double Offset, double Precision)[] prior,
        double correlation)
    {
        (State, Residual, Columns, Prior, Correlation) = (state, residual, columns, prior, correlation);
        Misfit = InnerProduct.Of(residual, residual);
        Scale = correlation * Math.Max(1, Misfit / residual.Length);
        PriorMisfit = prior.Sum(term => term.Offset * term.Offset * term.Precision);
    }

    /// <summary>Where it is.</summary>
    public FitState State { get; }

    /// <summary>The weighted residual.</summary>
    public double[] Residual { get; }

    /// <summary>The weighted derivatives.</summary>
    public double[][] Columns { get; }

    /// <summary>The prior terms of the unknowns.</summary>
    public (double Offset, double Precision)[] Prior { get; }

    /// <summary>The sum of squares of the weighted residual.</summary>
    public double Misfit { get; }

    /// <summary>How many points tell as much as one.</summary>
    public double Correlation { get; }

    /// <summary>c, by which variances are larger than counts tell: over-dispersion times correlation.</summary>
    public double Scale { get; }

    /// <summary>The sum of squares of the prior.</summary>
    public double PriorMisfit { get; }

    /// <summary>The number of independent points.</summary>
    public double Independent => Residual.Length / Correlation;

    /// <summary>
    /// How well it explains the data, and its prior, with an unknown level of the noise that is not below that of counts: where
    /// the misfit is below the number of points, the level is known.
    /// </summary>
    public double LogLikelihood
    {
        get
        {
            double above = Math.Log(Math.Max(Misfit, Residual.Length));
            double below = Math.Min(Misfit / Residual.Length - 1, 0);
            return -0.5 * Independent * (above + below) - 0.5 * PriorMisfit;
        }
    }

    /// <summary>The step of Levenberg and Marquardt.</summary>
    public double[] Step(double damping)
    {
        (Matrix<double> matrix, double[] norms) = Normal(damping);
        double[] gradient = new double[Columns.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (InnerProduct.Of(Columns[i], Residual) - Scale * Prior[i].Offset * Prior[i].Precision) / norms[i];
        }

        double[] step = [.. matrix.Cholesky().Solve(Vector<double>.Build.Dense(gradient))];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] /= norms[i];
        }

        return step;
    }

    /// <summary>
    /// What a weighted column finds beside the tangent space: its squared norm there, over the scale, and its amplitude.
    /// </summary>
    public (double Precision, double Amplitude) Beside(ReadOnlySpan<double> column)
    {
        Prepare();
        double[] products = new double[Columns.Length];
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = InnerProduct.Of(Columns[i], column) / roots![i];
        }

        Vector<double> right = Vector<double>.Build.Dense(products);
        double norm = InnerProduct.Of(column, column);
        double beside = Math.Max(norm - right * factor!.Solve(right), 1e-9 * norm);
        return (beside / Scale, InnerProduct.Of(column, Residual) / beside);
    }

    /// <summary>The covariance of the unknowns.</summary>
    public Matrix<double> Covariance()
    {
        Prepare();
        Matrix<double> inverse = factor!.Solve(Matrix<double>.Build.DenseIdentity(Columns.Length));
        return inverse.MapIndexed((i, j, value) => Scale * value / (roots![i] * roots[j]));
    }

    /// <summary>The variance of an unknown, all others free.</summary>
    public double Variance(int column)
    {
        Prepare();
        Vector<double> unit = Vector<double>.Build.Dense(Columns.Length, i => i == column ? 1 : 0);
        return Scale * factor!.Solve(unit)[column] / (roots![column] * roots[column]);
    }

    /// <summary>ln |J' W J / c + P|.</summary>
    public double LogDeterminant()
    {
        Prepare();
        return factor!.DeterminantLn + 2 * roots!.Sum(Math.Log) - Columns.Length * Math.Log(Scale);
    }

    private void Prepare()
    {
        if (factor == null)
        {
            (Matrix<double> matrix, roots) = Normal(0);
            factor = matrix.Cholesky();
        }
    }

    /// <summary>The normal matrix with its prior, scaled to a diagonal of 1 plus damping, and the norms.</summary>
    private (Matrix<double> Matrix, double[] Norms) Normal(double damping)
    {
        const double Ridge = 1e-9;
        int count = Columns.Length;
        double[] norms = new double[count];
        Matrix<double> matrix = Matrix<double>.Build.Dense(count, count);
        for (int i = 0; i < count; i++)
        {
            norms[i] = Math.Sqrt(Products[i, i] + Scale * Prior[i].Precision);
            norms[i] = norms[i] > 0 ? norms[i] : 1;
            for (int j = 0; j < i; j++)
            {
                matrix[i, j] = matrix[j, i] = Products[i, j] / (norms[i] * norms[j]);
            }

            matrix[i, i] = 1 + damping + Ridge;
        }

        return (matrix, norms);
    }

    private Matrix<double> Products => products ??= GramMatrix.Of(Columns);
}
