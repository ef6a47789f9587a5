using MathNet.Numerics;

namespace BayesMeasure.Problems.Evidence;

/// <summary>Formulas that several problems share.</summary>
public static class Formulas
{
    private static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>ln N(x; mean, sd).</summary>
    public static double LogNormal(double x, double mean, double deviation)
    {
        double z = (x - mean) / deviation;
        return -0.5 * z * z - Math.Log(deviation) - LogRootTwoPi;
    }

    /// <summary>ln(exp a + exp b) without overflow.</summary>
    public static double LogSum(double a, double b) => Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));

    /// <summary>ln of the mean of exp over some values, without overflow.</summary>
    public static double LogMean(IReadOnlyCollection<double> values)
    {
        double largest = values.Max();
        return largest + Math.Log(values.Average(value => Math.Exp(value - largest)));
    }

    /// <summary>The probability of a normal variable between two bounds.</summary>
    public static double NormalBetween(double minimum, double maximum, double mean, double deviation) =>
        0.5 * (SpecialFunctions.Erf((maximum - mean) / (deviation * Constants.Sqrt2))
            - SpecialFunctions.Erf((minimum - mean) / (deviation * Constants.Sqrt2)));

    /// <summary>The logarithm of the surface of the unit sphere in d dimensions.</summary>
    public static double LogUnitSphere(int dimension) =>
        Math.Log(2) + dimension / 2.0 * Math.Log(Math.PI) - SpecialFunctions.GammaLn(dimension / 2.0);
}
