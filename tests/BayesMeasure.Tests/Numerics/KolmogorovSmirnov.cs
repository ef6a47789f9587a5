namespace BayesMeasure.Tests.Numerics;

/// <summary>The one-sample Kolmogorov-Smirnov test of a continuous distribution.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>The probability of a distance at least as large, if the sample does come from the distribution.</summary>
    public static double Significance(double[] sample, Func<double, double> cumulativeProbability)
    {
        double root = Math.Sqrt(sample.Length);
        return Survival((root + 0.12 + 0.11 / root) * Distance(sample, cumulativeProbability));
    }

    private static double Distance(double[] sample, Func<double, double> cumulativeProbability)
    {
        double[] sorted = [.. sample.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double probability = cumulativeProbability(sorted[i]);
            double below = probability - (double)i / sorted.Length;
            double above = (i + 1.0) / sorted.Length - probability;
            distance = Math.Max(distance, Math.Max(below, above));
        }

        return distance;
    }

    private static double Survival(double scaledDistance)
    {
        if (scaledDistance < 0.2)
        {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * scaledDistance * scaledDistance);
        }
        return Math.Clamp(sum, 0, 1);
    }
}
