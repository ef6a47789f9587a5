namespace BayesMeasure.Gpu.Tests.Numerics;

/// <summary>Arguments of every size, and those that are special.</summary>
internal static class Arguments
{
    private static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 0.5, 2, double.Epsilon, -double.Epsilon, 1e-310, 1e-45, 1e-40, 3e38, 1e300, -1e300, 709.7, -745,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>From 1e-300 to 1e300, most of them of ordinary size, of either sign.</summary>
    public static IReadOnlyList<double> Wide { get; } = [.. Special, .. Drawn(4000, 1, 3), .. Drawn(1000, 2, 300)];

    /// <summary>Pairs of special numbers, and of ordinary ones.</summary>
    public static IReadOnlyList<(double X, double Y)> Pairs { get; } =
        [.. Special.SelectMany(_ => Special, (x, y) => (x, y)), .. Drawn(4000, 3, 3).Zip(Drawn(4000, 4, 2))];

    /// <summary>The same bits, where any NaN is as good as another.</summary>
    public static void AssertSame(double expected, double actual, string what) =>
        Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
                || (double.IsNaN(expected) && double.IsNaN(actual)),
            $"{what} = {actual:R}, not {expected:R}");

    private static IEnumerable<double> Drawn(int count, int seed, double decades)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            (random.Next(2) == 0 ? 1 : -1) * Math.Pow(10, decades * (2 * random.NextDouble() - 1)))];
    }
}
