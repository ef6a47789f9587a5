namespace BayesMeasure.Numerics;

/// <summary>Sums of numbers that are known by their logarithms, and would overflow.</summary>
internal static class LogSum
{
    /// <summary>ln(e^a + e^b); -infinity where both are, +infinity where one is.</summary>
    public static double Of(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsInfinity(larger) ? larger : larger + Math.Log(1 + Math.Exp(Math.Min(a, b) - larger));
    }
}
