using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Variational;

/// <summary>
/// How heavy the tail of the importance weights of a guide must be, told from the curvature of the posterior instead of from
/// draws, which may not have come to where the weights are large: if the posterior were normal with that curvature, its
/// variance in some direction being 1 / lambda of that of q, the tail would have the index 1 - lambda.
/// </summary>
internal static class GuideTail
{
    /// <summary>1 - lambda for the smallest lambda; NaN where the log density is no number one standard deviation off.</summary>
    /// <param name="guide">The guide; it is restarted.</param>
    /// <param name="bound">Its bound.</param>
    public static double IndexOf(Guide guide, LowerBound bound)
    {
        guide.Restart();
        int dimension = guide.Dimension;
        if (dimension == 0)
        {
            return double.NegativeInfinity;
        }

        double[] normals = new double[dimension];
        double[] above = new double[guide.Parameters.Length];
        double[] below = new double[guide.Parameters.Length];
        var curvature = Matrix<double>.Build.Dense(dimension, dimension);
        for (int j = 0; j < dimension; j++)
        {
            normals[j] = 1;
            bound.EvaluateAt(guide, normals, above);
            normals[j] = -1;
            bound.EvaluateAt(guide, normals, below);
            normals[j] = 0;

            // With m = 0 and L = 1 the derivatives by m are those by the normal numbers.
            for (int i = 0; i < dimension; i++)
            {
                double half = 0.25 * (below[i] - above[i]);
                curvature[i, j] += half;
                curvature[j, i] += half;
            }
        }

        return curvature.Enumerate().All(double.IsFinite)
            ? 1 - curvature.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum()
            : double.NaN;
    }
}
