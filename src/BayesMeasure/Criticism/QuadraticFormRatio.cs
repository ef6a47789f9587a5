using MathNet.Numerics.Distributions;

namespace BayesMeasure.Criticism;

/// <summary>
/// The distribution of r = z'A z / z'z for independent standard normal z: r exceeds c where the sum of (lambda_j - c) z_j^2 is
/// positive, lambda_j the eigenvalues of A. Its tail by the saddlepoint of Lugannani and Rice (1980, Adv. Appl. Prob. 12, 475),
/// which keeps its digits however small it is.
/// </summary>
internal static class QuadraticFormRatio
{
    private const int MostSteps = 100;

    /// <summary>P(r &gt; c); 1 where c is not above the mean of the eigenvalues: the upper tail alone is asked for.</summary>
    /// <param name="eigenvalues">The eigenvalues of A, not all equal.</param>
    /// <param name="ratio">c.</param>
    public static double UpperTail(ReadOnlySpan<double> eigenvalues, double ratio)
    {
        double largest = double.NegativeInfinity;
        double sum = 0;
        foreach (double eigenvalue in eigenvalues)
        {
            largest = Math.Max(largest, eigenvalue);
            sum += eigenvalue;
        }

        double mean = sum / eigenvalues.Length;
        if (!(ratio > mean))
        {
            return 1;
        }

        return ratio >= largest ? 0 : Tail(eigenvalues, ratio, largest);
    }

    private static double Tail(ReadOnlySpan<double> eigenvalues, double ratio, double largest)
    {
        double saddle = Saddle(eigenvalues, ratio, 0.5 / (largest - ratio));
        double cumulant = 0;
        double curvature = 0;
        foreach (double eigenvalue in eigenvalues)
        {
            double distance = eigenvalue - ratio;
            double factor = 1 - 2 * saddle * distance;
            cumulant -= 0.5 * Math.Log(factor);
            curvature += 2 * distance * distance / (factor * factor);
        }

        double w = Math.Sqrt(Math.Max(0, -2 * cumulant));
        double v = saddle * Math.Sqrt(curvature);
        return w < 1e-3 ? 0.5 : Normal.CDF(0, 1, -w - Math.Log(v / w) / w);
    }

    /// <summary>
    /// Where the slope of the cumulant function vanishes, sum of d / (1 - 2 s d) = 0 with d = lambda - c: it rises with s from
    /// below 0 to infinity. Newton's steps, halved where they leave what is known to hold the root.
    /// </summary>
    private static double Saddle(ReadOnlySpan<double> eigenvalues, double ratio, double most)
    {
        double low = 0;
        double high = most;
        double saddle = 0;
        for (int step = 0; step < MostSteps; step++)
        {
            double slope = 0;
            double curvature = 0;
            foreach (double eigenvalue in eigenvalues)
            {
                double distance = eigenvalue - ratio;
                double part = distance / (1 - 2 * saddle * distance);
                slope += part;
                curvature += 2 * part * part;
            }

            (low, high) = slope < 0 ? (saddle, high) : (low, saddle);
            double next = saddle - slope / curvature;
            next = next > low && next < high ? next : 0.5 * (low + high);
            if (Math.Abs(next - saddle) <= 1e-12 * most)
            {
                return next;
            }

            saddle = next;
        }

        return saddle;
    }
}
