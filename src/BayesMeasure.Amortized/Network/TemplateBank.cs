using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// The curves that the decisions of a family add, as columns F of mean square 1, and what reads a curve by them: projections
/// F'y / n and the coefficients of a ridge fit, (F'F + r)^-1 F'y. Columns that overlap are told apart by the second.
/// </summary>
internal sealed class TemplateBank
{
    public TemplateBank(StructureFamily family)
    {
        Measurement points = family.Design.Points!;
        IReadOnlyList<double[]>[] templates =
            [.. Enumerable.Range(0, family.Decisions).Select(decision => family.TemplatesOf(decision, points))];
        PerDecision = templates.Max(one => one.Count);
        if (PerDecision == 0)
        {
            return;
        }

        int count = family.Decisions * PerDecision;
        Columns = Matrix<double>.Build.Dense(points.Count, count);
        foreach ((int decision, IReadOnlyList<double[]> one) in templates.Index())
        {
            foreach ((int position, double[] template) in one.Index())
            {
                Columns.SetColumn(decision * PerDecision + position, Normalised(template, points));
            }
        }

        // A ridge as large as the noise that so many coefficients would take up at one part in n.
        Ridge = (double)count / points.Count;
        Matrix<double> inverse = (Columns.TransposeThisAndMultiply(Columns)
            + Matrix<double>.Build.DenseDiagonal(count, Ridge)).Inverse();
        Coefficients = Columns * inverse;
        Deviations = inverse.Diagonal().PointwiseSqrt();
    }

    /// <summary>The number of columns of a decision; those that a decision lacks are zero.</summary>
    public int PerDecision { get; }

    /// <summary>F: a row a point, the columns of the first decision first.</summary>
    public Matrix<double> Columns { get; } = Matrix<double>.Build.Dense(1, 1);

    /// <summary>r: what is added to the diagonal of F'F.</summary>
    public double Ridge { get; }

    /// <summary>What gives the ridge coefficients of a curve when it is multiplied by it, shaped like F.</summary>
    public Matrix<double> Coefficients { get; } = Matrix<double>.Build.Dense(1, 1);

    /// <summary>The standard deviation of each ridge coefficient in units of that of the noise.</summary>
    public Vector<double> Deviations { get; } = Vector<double>.Build.Dense(1);

    private static double[] Normalised(double[] template, Measurement points)
    {
        double[] whitened = [.. points.Sigma is { } sigma ? template.Zip(sigma, (y, deviation) => y / deviation) : template];
        double scale = Math.Sqrt(whitened.Average(value => value * value));
        return scale > 0 && double.IsFinite(scale) ? [.. whitened.Select(value => value / scale)] : new double[template.Length];
    }
}
