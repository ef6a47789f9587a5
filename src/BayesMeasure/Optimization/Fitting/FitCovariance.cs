using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The covariance (J'J + C)^-1 of a linearised fit, by the singular values of the triangle R of J with columns of unit length, so
/// that the condition of J is not squared and what the data leave undetermined is found.
/// </summary>
internal sealed class FitCovariance
{
    /// <summary>A singular value below this share of the largest is rounding error.</summary>
    private const double SmallestShare = 1e-13;

    /// <summary>A parameter has this much of an undetermined direction or is none of it.</summary>
    private const double SmallestPart = 1e-6;

    private readonly double[,] values;

    /// <summary>Computes the covariance of the variables.</summary>
    /// <param name="rows">The linearised fit.</param>
    /// <param name="active">The variables that are at no bound.</param>
    /// <param name="variableCount">The number of variables.</param>
    public FitCovariance(LinearisedRows rows, ReadOnlySpan<int> active, int variableCount)
    {
        values = new double[variableCount, variableCount];
        IsUndetermined = new bool[variableCount];
        Fill(double.NaN);
        if (active.Length > 0)
        {
            Compute(rows, active.ToArray());
        }
    }

    /// <summary>Whether the data and the prior leave a variable undetermined, by itself or together with others.</summary>
    public bool[] IsUndetermined { get; }

    /// <summary>
    /// The covariance of two variables: NaN for one that is at a bound; infinite for one that is not determined, NaN with others.
    /// </summary>
    public double this[int first, int second] => values[first, second];

    private static double[] Scales(LinearisedRows rows, int[] active)
    {
        double[] scales = new double[rows.Slopes.Length];
        foreach (int variable in active)
        {
            ReadOnlySpan<double> column = rows.Column(variable);
            double norm = Math.Sqrt(InnerProduct.Of(column, column) + rows.Curvatures[variable]);
            scales[variable] = norm > 0 ? norm : 1;
        }

        return scales;
    }

    private void Fill(double value)
    {
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int j = 0; j < values.GetLength(1); j++)
            {
                values[i, j] = value;
            }
        }
    }

    private void Compute(LinearisedRows rows, int[] active)
    {
        double[] scales = Scales(rows, active);
        var factor = new OrthogonalFactor(rows.RowCount, active.Length);
        double[,] triangle = new double[active.Length, active.Length];
        factor.Factor(rows, active, scales);
        factor.CopyTriangle(triangle);
        var decomposition = Matrix<double>.Build.DenseOfArray(triangle).Svd();
        bool[] isKnown = [.. decomposition.S.Select(value => value > SmallestShare * decomposition.S[0])];
        for (int i = 0; i < active.Length; i++)
        {
            IsUndetermined[active[i]] = Enumerable.Range(0, active.Length)
                .Any(k => !isKnown[k] && Math.Abs(decomposition.VT[k, i]) > SmallestPart);
        }

        foreach (int i in Enumerable.Range(0, active.Length))
        {
            foreach (int j in Enumerable.Range(0, active.Length))
            {
                double sum = Enumerable.Range(0, active.Length).Where(k => isKnown[k])
                    .Sum(k => decomposition.VT[k, i] / decomposition.S[k] * (decomposition.VT[k, j] / decomposition.S[k]));
                values[active[i], active[j]] = !IsUndetermined[active[i]] && !IsUndetermined[active[j]]
                    ? sum / (scales[active[i]] * scales[active[j]])
                    : i == j ? double.PositiveInfinity : double.NaN;
            }
        }
    }
}
