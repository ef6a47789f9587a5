namespace BayesMeasure.Tests.Numerics;

/// <summary>Equality to the last bit, the sign of zero included, except that all NaN are one.</summary>
internal static class Bits
{
    public static void AssertSame(double expected, double actual, string name = "")
        => Assert.True(Same(expected, actual), $"{name} {actual:R} instead of {expected:R}");

    private static bool Same(double x, double y)
        => (double.IsNaN(x) && double.IsNaN(y)) || BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);
}
