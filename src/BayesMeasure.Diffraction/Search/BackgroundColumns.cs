namespace BayesMeasure.Diffraction.Search;

/// <summary>The columns of a background: Chebyshev polynomials of 2 theta, and 1 / (2 theta) of air.</summary>
internal static class BackgroundColumns
{
    /// <summary>The columns times the root weights of the points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="degree">The degree of the polynomials.</param>
    public static double[][] Weighted(SearchPoints points, int degree)
    {
        double[][] columns = [.. Enumerable.Range(0, degree + 2).Select(_ => new double[points.Count])];
        double first = points.Angles[0];
        double range = points.Angles[^1] - first;
        for (int i = 0; i < points.Count; i++)
        {
            double x = 2 * (points.Angles[i] - first) / range - 1;
            (double previous, double current) = (1, x);
            for (int n = 0; n <= degree; n++)
            {
                columns[n][i] = previous * points.RootWeights[i];
                (previous, current) = (current, 2 * x * current - previous);
            }

            columns[degree + 1][i] = first / points.Angles[i] * points.RootWeights[i];
        }

        return columns;
    }
}
