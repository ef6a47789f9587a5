using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Numerics;

public sealed class LaneTests
{
    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        AssertAgreement<ExpFunction>();
        AssertAgreement<LogFunction>();
        AssertAgreement<PowFunction>();
        AssertAgreement<SqrtFunction>();
        AssertAgreement<SinFunction>();
        AssertAgreement<CosFunction>();
        AssertAgreement<TanhFunction>();
        AssertAgreement<AtanFunction>();
        AssertAgreement<ErfFunction>();
        AssertAgreement<AbsFunction>();
        AssertAgreement<MinFunction>();
        AssertAgreement<MaxFunction>();
        AssertAgreement<SelectFunction>();
        AssertAgreement<ArithmeticFunction>();
    }

    [Fact]
    public void The_format_by_bits_equals_the_format_by_instructions()
    {
        foreach (double x in Numbers().Where(v => v >= 0.0 || double.IsNaN(v)))
        {
            Bits.AssertSame(Exponent<Scalar>(x), LaneFormat.Exponent<Scalar>(x).Value);
            if (double.IsFinite(x))
            {
                Bits.AssertSame(Significand<Scalar>(x), LaneFormat.Significand<Scalar>(x).Value);
            }
            Bits.AssertSame(Exponent<Lanes128>(x), Lanes128.Sum(Lanes128.KeepFirst(LaneFormat.Exponent<Lanes128>(x), 1)));
        }

        for (int exponent = -1200; exponent <= 1200; exponent++)
        {
            foreach (double value in (double[])[0.7, 1.0, 1.2345678901234567, 1.4142, double.NaN])
            {
                Bits.AssertSame(Math.ScaleB(value, exponent), LaneFormat.Scale<Scalar>(value, (double)exponent).Value);
            }
        }
    }

    [Fact]
    public void Each_width_has_its_number_of_lanes()
    {
        foreach (int width in LaneRun<ExpFunction>.Widths)
        {
            Assert.Equal(width, LaneWidth.Use<CountLanes, int>(default, width));
        }
        Assert.Equal(LaneWidth.Widest, LaneWidth.UseWidest<CountLanes, int>(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneWidth.Use<CountLanes, int>(default, 3));
    }

    [Fact]
    public void Sum_and_keep_first_of_every_width()
    {
        foreach (int width in LaneRun<ExpFunction>.Widths)
        {
            Assert.True(LaneWidth.Use<SumOfFirst, bool>(default, width));
        }
    }

    private static void AssertAgreement<TFunction>()
        where TFunction : struct, ILaneFunction
    {
        double[] x = Numbers();
        double[] y = [.. x[1..], x[0]];
        double[] scalars = LaneRun<TFunction>.Over(x, y, 1);
        foreach (int width in LaneRun<TFunction>.Widths)
        {
            double[] lanes = LaneRun<TFunction>.Over(x, y, width);
            for (int i = 0; i < x.Length; i++)
            {
                Bits.AssertSame(scalars[i], lanes[i], $"{typeof(TFunction).Name}({x[i]:R}, {y[i]:R}) with {width} lanes");
            }
        }
    }

    private static double[] Numbers()
    {
        var random = new Random(11);
        double[] numbers = new double[4096];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (i % 3) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64()),
                1 => 40.0 * (random.NextDouble() - 0.5),
                _ => -Math.Log(random.NextDouble()),
            };
        }

        double[] finite = [0.0, -0.0, 1.0, double.Epsilon, 2.2250738585072014e-308, 1e-320, double.MaxValue];
        finite.CopyTo(numbers, 100);
        numbers[200] = double.PositiveInfinity;
        numbers[300] = double.NegativeInfinity;
        numbers[400] = double.NaN;
        return numbers;
    }

    private static double Exponent<T>(T x)
        where T : unmanaged, ILanes<T> => T.Sum(T.KeepFirst(T.Exponent(x), 1));

    private static double Significand<T>(T x)
        where T : unmanaged, ILanes<T> => T.Sum(T.KeepFirst(T.Significand(x), 1));

    private readonly struct CountLanes : ILaneConsumer<int>
    {
        public int Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Count;
    }

    private readonly struct SumOfFirst : ILaneConsumer<bool>
    {
        public bool Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes>
        {
            double[] values = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0];
            bool right = true;
            for (int count = 0; count <= TLanes.Count; count++)
            {
                // The lanes that are dropped hold NaN: they must become zero all the same.
                double[] poisoned = [.. values[..count], .. Enumerable.Repeat(double.NaN, 8)];
                right &= TLanes.Sum(TLanes.KeepFirst(TLanes.Load(in poisoned[0]), count)) == values[..count].Sum();
            }

            return right;
        }
    }
}
