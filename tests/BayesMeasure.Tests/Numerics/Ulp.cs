namespace BayesMeasure.Tests.Numerics;

/// <summary>The distance from the exact value in units in the last place of the double next to it.</summary>
internal static class Ulp
{
    public static double Error(double actual, BigFloat exact)
    {
        if (double.IsNaN(actual))
        {
            return double.PositiveInfinity;
        }
        if (exact.IsZero)
        {
            return actual == 0.0 ? 0.0 : double.PositiveInfinity;
        }
        int unit = Math.Max(exact.Magnitude, -1022) - 52;
        // What lies beyond the largest double must be infinity; below it, infinity stands for the double that would follow.
        if (exact.Magnitude >= 1024)
        {
            return double.IsInfinity(actual) && (actual > 0) == (exact.Mantissa.Sign > 0) ? 0.0 : double.PositiveInfinity;
        }
        BigFloat value = double.IsInfinity(actual) ? new BigFloat(Math.Sign(actual), 1024) : BigFloat.From(actual);
        BigFloat difference = value - exact;
        return Math.Abs(new BigFloat(difference.Mantissa, difference.Exponent - unit).ToDouble());
    }
}
