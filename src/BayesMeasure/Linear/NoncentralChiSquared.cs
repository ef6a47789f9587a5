using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>The sum of squares of normal variables of variance 1 whose means have the sum of squares lambda.</summary>
internal static class NoncentralChiSquared
{
    private const double Reach = 10;

    /// <summary>The probability of a value above x.</summary>
    public static double Above(double x, int freedom, double noncentrality)
    {
        if (x <= 0)
            return 1;
        if (freedom == 1)
            return AboveSquare(Math.Sqrt(x), Math.Sqrt(noncentrality));

        // A mixture of central distributions with Poisson weights of mean lambda/2.
        double mean = 0.5 * noncentrality;
        double width = Reach * Math.Sqrt(mean + Reach * Reach);
        double sum = 0;
        for (int j = (int)Math.Max(0, mean - width); j <= mean + width; j++)
            sum += PoissonWeight(j, mean) * SpecialFunctions.GammaUpperRegularized(0.5 * freedom + j, 0.5 * x);
        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>P(|delta + tau| > T) = Phi(delta - T) + Phi(-T - delta).</summary>
    private static double AboveSquare(double threshold, double mean) =>
        0.5 * (SpecialFunctions.Erfc((threshold - mean) / Constants.Sqrt2)
            + SpecialFunctions.Erfc((threshold + mean) / Constants.Sqrt2));

    private static double PoissonWeight(int count, double mean) => mean == 0
        ? (count == 0 ? 1 : 0)
        : Math.Exp(count * Math.Log(mean) - mean - SpecialFunctions.GammaLn(count + 1.0));
}
