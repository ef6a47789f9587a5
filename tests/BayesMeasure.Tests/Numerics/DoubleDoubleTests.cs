using BayesMeasure.Numerics;
using CsCheck;

namespace BayesMeasure.Tests.Numerics;

/// <summary>Every operation against one of 256 bits: at least 104 correct bits, two fewer than a double-double holds.</summary>
public class DoubleDoubleTests
{
    private const int CorrectBits = 104;

    private static Gen<DoubleDouble> Positive { get; } = Gen.Select(
        Gen.Double[1, 2], Gen.Double[-0.5, 0.5], Gen.Int[-40, 40],
        (high, low, exponent) => new DoubleDouble(
            Math.ScaleB(high, exponent), Math.ScaleB(low, exponent - 52)) + 0);

    private static Gen<DoubleDouble> Signed { get; } =
        Gen.Select(Positive, Gen.Bool, (value, negative) => negative ? -value : value);

    private static Gen<(DoubleDouble First, DoubleDouble Second)> Pairs { get; } =
        Gen.Select(Signed, Signed, (first, second) => (first, second));

    [Fact]
    public void Sums_and_differences() => Property.ForAll(Pairs, pair =>
    {
        BigFloat size = Exact(pair.First) * Exact(pair.First) + Exact(pair.Second) * Exact(pair.Second);
        AssertClose(Exact(pair.First) + Exact(pair.Second), pair.First + pair.Second, Exact(DoubleDouble.Sqrt(size.ToDouble())));
        AssertClose(Exact(pair.First) - Exact(pair.Second), pair.First - pair.Second, Exact(DoubleDouble.Sqrt(size.ToDouble())));
    });

    [Fact]
    public void Products() => Property.ForAll(
        Pairs, pair => AssertClose(Exact(pair.First) * Exact(pair.Second), pair.First * pair.Second));

    [Fact]
    public void Quotients() => Property.ForAll(
        Pairs, pair => AssertClose(Exact(pair.First) / Exact(pair.Second), pair.First / pair.Second));

    [Fact]
    public void Square_roots() => Property.ForAll(Positive, value =>
    {
        DoubleDouble root = DoubleDouble.Sqrt(value);
        AssertClose(Exact(value), root * root, 2 * Exact(value));
    });

    [Fact]
    public void The_root_of_nothing_is_nothing() => Assert.Equal(0, (double)DoubleDouble.Sqrt(0));

    /// <summary>What a double cannot hold: 1 + 2^-80 - 1.</summary>
    [Fact]
    public void A_small_summand_survives() =>
        Assert.Equal(Math.ScaleB(1, -80), (double)((DoubleDouble)1 + Math.ScaleB(1, -80) - 1));

    private static BigFloat Exact(DoubleDouble value) => BigFloat.From(value.High) + BigFloat.From(value.Low);

    private static void AssertClose(BigFloat expected, DoubleDouble actual, BigFloat? size = null)
    {
        BigFloat error = expected - Exact(actual);
        Assert.True(
            error.IsZero || error.Magnitude <= (size ?? expected).Magnitude - CorrectBits,
            $"{actual} is off by 2^{error.Magnitude}");
    }
}
