using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// What is left of the normal equations at an approximate solution, X'(y - X u), as if computed with twice the digits
/// (Ogita, Rump and Oishi 2005, SIAM J. Sci. Comput. 26, 1955).
/// </summary>
internal static class AccurateResidual
{
    public static Vector<double> Gradient(Matrix<double> design, Vector<double> y, Vector<double> point)
    {
        double[] high = new double[y.Count];
        double[] low = new double[y.Count];
        for (int i = 0; i < y.Count; i++)
            (high[i], low[i]) = Dot(y[i], design.Row(i), -point);
        Vector<double> rest = design.TransposeThisAndMultiply(Vector<double>.Build.Dense(low));
        Vector<double> rounded = Vector<double>.Build.Dense(high);
        return Vector<double>.Build.Dense(point.Count, j =>
        {
            (double sum, double error) = Dot(0, design.Column(j), rounded);
            return sum + (error + rest[j]);
        });
    }

    /// <summary>start + sum a_i b_i as a number and its rounding error: the error of every product and sum is kept.</summary>
    private static (double Sum, double Error) Dot(double start, Vector<double> a, Vector<double> b)
    {
        (double sum, double error) = (start, 0);
        for (int i = 0; i < a.Count; i++)
        {
            double product = a[i] * b[i];
            double next = sum + product;
            double taken = next - sum;
            error += sum - (next - taken) + (product - taken) + Math.FusedMultiplyAdd(a[i], b[i], -product);
            sum = next;
        }

        return (sum, error);
    }
}
