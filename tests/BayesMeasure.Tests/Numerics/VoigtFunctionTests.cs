using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Special;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Numerics;

public sealed class VoigtFunctionTests(ITestOutputHelper output)
{
    private const double Step = 0.5116633539732443;
    private const double Strip = 6.139960247678931;
    private const int Samples = 600;

    /// <summary>x, y, and Re exp(-z^2) erfc(-iz) to 17 digits, computed with 420 digits by mpmath 1.3.</summary>
    public static TheoryData<double, double, double> References => new()
    {
        { 0, 0, 1.0 },
        { 0, 1, 0.427583576155807 },
        { 1, 0, 0.36787944117144232 },
        { 2.5, 0.001, 0.0020606678557085471 },
        { 5.4, 1e-10, 2.2608444984079129e-12 },
        { 6.4, 1e-18, 1.6409769598602784e-18 },
        { 9, 1e-20, 7.0984539711372444e-23 },
        { 9, 1e-12, 7.0984539711365806e-15 },
        { 12, 1e-60, 6.8541621845879452e-63 },
        { 15.349900619197328, 1e-30, 2.4099029816643692e-33 },
        { 20, 0.0, 1.9151695967140057e-174 },
        { 20, 1e-160, 1.4157965867746992e-163 },
        { 20, 1e-250, 1.9151695967140057e-174 },
        { 25.583167698662212, 1e-290, 5.6875638293021699e-285 },
        { 26.5, 0.0, 1.0392022621430825e-305 },
        { 26, 1e-300, 2.6117417621205143e-294 },
        { 30, 1e-12, 6.2792502413109352e-16 },
        { 100, 1e-6, 5.6427423314980607e-11 },
        { 1000, 1e-300, 5.6419042983424734e-307 },
        { 1000000.0, 1e-12, 5.6418958354860256e-25 },
        { 1000000.0, 1, 5.6418958354803838e-13 },
        { 1000000.0, 1000000.0, 2.8209479177394867e-7 },
        { 3, 1000000.0, 5.6418958354239649e-7 },
        { 0.1, 6.13996, 0.090692389615006167 },
        { 0.1, 6.13997, 0.090692245657018061 },
        { 7, 6.139960247678931, 0.04024310165178827 },
        { 0.12791583849331106, 1e-9, 0.98377067510391685 },
        { 0.3837475154799332, 1e-5, 0.86305942148327956 },
        { 0.5116633539732443, 1e-14, 0.7696654124932335 },
        { 0.2558316769866221, 1e-14, 0.93664602123658604 },
        { 1e-8, 1e-8, 0.99999998871620833 },
        { 0, 1e-15, 0.99999999999999887 },
        { 4.093306831785954, 1e-7, 5.6611323332829162e-8 },
        { 3.0, 0.1, 0.0079426809987699907 },
        { 5.0, 0.5, 0.011900325522593948 },
        { 8, 3, 0.023593228127728124 },
        { 1000.0, 1e-9, 5.6419042983424736e-16 },
        { 100000.0, 100000.0, 2.8209479178093051e-6 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void It_agrees_with_420_digits(double x, double y, double expected)
    {
        foreach (double side in new[] { x, -x })
        {
            Assert.True(Math.Abs(Value(side, y) - expected) <= 6e-14 * expected,
                $"K({side}, {y}) = {Value(side, y):R}, not {expected:R}");
        }
        // Where K is not as small as exp(-x^2) makes it, it is six times more exact than that.
        if (expected > 1e-100 || y > 1e-100)
        {
            Assert.True(Math.Abs(Value(x, y) - expected) <= 1e-14 * expected);
        }
    }

    [Fact]
    public void The_relative_error_is_below_1e_14_in_a_dense_sweep()
    {
        (double error, double x, double y) =
            Points(new Random(1)).Select(point => (Error(Value(point.X, point.Y), point), point.X, point.Y)).Max();
        output.WriteLine($"largest relative error {error:E2} at ({x:R}, {y:R})");
        Assert.True(error <= 1e-14, $"K({x:R}, {y:R}) is off by {error:E2}");
    }

    [Fact]
    public void A_rule_without_its_residue_is_found_out() =>
        Assert.True(Points(new Random(1)).Take(60).Max(point => Error(WithoutResidue(point.X, point.Y), point)) > 0.1);

    [Fact]
    public void Derivatives_are_those_of_the_Faddeeva_function()
    {
        foreach ((double x, double y) in Points(new Random(2)).Take(200))
        {
            // w' = -2 z w + 2i/sqrt(pi)
            (BigFloat real, BigFloat imaginary) = BigVoigt.At(x, y);
            BigFloat bigX = BigFloat.From(x), bigY = BigFloat.From(y);
            double byX = (-2 * (bigX * real - bigY * imaginary)).ToDouble();
            double byY = (2 * (bigX * imaginary + bigY * real) - 2 / BigFunctions.Sqrt(BigFunctions.Pi)).ToDouble();
            double size = Math.Abs(byX) + Math.Abs(byY);
            Assert.Equal(byX, Dual(x, y, 1, 0), 3e-13 * size);
            Assert.Equal(byY, Dual(x, y, 0, 1), 3e-13 * size);
        }
    }

    [Fact]
    public void Every_width_of_lanes_gives_the_same_bits()
    {
        (double X, double Y)[] points = [.. Points(new Random(3)).Take(64)];
        double[] x = [.. points.Select(point => point.X)];
        double[] y = [.. points.Select(point => point.Y)];
        double[] expected = [.. points.Select(point => Value(point.X, point.Y))];
        foreach (int lanes in new[] { 2, 4, 8 })
        {
            Assert.Equal(expected, LaneRun<VoigtLanes>.Over(x, y, lanes));
        }
    }

    [Fact]
    public void Without_a_Lorentzian_it_is_the_Gaussian_and_far_out_the_Lorentzian()
    {
        Assert.Equal(1.0, Value(0, 0));
        Assert.Equal(0.0, Value(40, 0));
        Assert.Equal(1, Value(1e8, 3e7) * (1e16 + 9e14) * Math.Sqrt(Math.PI) / 3e7, 1e-14);
        Assert.Equal(1, Value(0, 1e70) * 1e70 * Math.Sqrt(Math.PI), 1e-14);
        Assert.True(double.IsNaN(Value(double.NaN, 1)));
        Assert.True(double.IsNaN(Value(1, double.NaN)));
    }

    [Fact]
    public void The_scaled_error_function_is_exact_to_2e_15()
    {
        var random = new Random(4);
        double worst = 0;
        for (int i = 0; i < 150; i++)
        {
            double x = i % 2 == 0 ? 7.9 * random.NextDouble() : Math.Pow(10, 9 * random.NextDouble() - 3);
            double exact = BigVoigt.At(0, x).Real.ToDouble();
            worst = Math.Max(worst, Math.Abs(ScaledErrorFunction.Evaluate<Scalar>(x).Value / exact - 1));
        }

        output.WriteLine($"largest relative error {worst:E2}");
        Assert.True(worst <= 2e-15, $"{worst:E2}");
        Assert.Equal(1, ScaledErrorFunction.Evaluate<Scalar>(0.0).Value, 1e-15);
        Assert.Equal(1, ScaledErrorFunction.Evaluate<Scalar>(1e300).Value * 1e300 * Math.Sqrt(Math.PI), 2e-15);
    }

    /// <summary>
    /// Points all over, close to the nodes and to the places halfway between the grids, and at the edge of the strip.
    /// </summary>
    private static IEnumerable<(double X, double Y)> Points(Random random)
    {
        double Log(double low, double high) => Math.Pow(10, low + (high - low) * random.NextDouble());
        for (int i = 0; i < Samples; i++)
        {
            (double x, double y) = (i % 6) switch
            {
                0 => (Log(-3, 6), Log(-8, 6)),
                1 => (10 * random.NextDouble(), 10 * random.NextDouble()),
                2 => (7.9 * random.NextDouble(), Log(-30, -1)),
                3 => (random.Next(31) * Step / 4 * (1 + Log(-16, -3)), Log(-20, 0)),
                4 => (random.Next(60) * Step / 4, Strip * (1 + 1e-3 * (random.NextDouble() - 0.5))),
                _ => (7.9 * random.NextDouble(), 0),
            };
            yield return (random.Next(2) == 0 ? x : -x, y);
        }
    }

    private static double Error(double value, (double X, double Y) point)
    {
        BigFloat exact = BigVoigt.At(point.X, point.Y).Real;
        return Math.Abs(((BigFloat.From(value) - exact) / exact).ToDouble());
    }

    private static double Value(double x, double y) => VoigtFunction.Evaluate<Scalar>(x, y).Value;

    private static double Dual(double x, double y, double byX, double byY) =>
        VoigtFunction.Evaluate<Dual<Scalar>>(new(x, byX), new(y, byY)).Derivative.Value;

    /// <summary>The plain trapezoidal rule with the nodes farther from x.</summary>
    private static double WithoutResidue(double x, double y)
    {
        double start = Math.Cos(2 * Math.PI * x / Step) < 0 ? 0 : 0.5;
        return Enumerable.Range(-30, 61).Select(k => (k + start) * Step)
            .Sum(t => Step * y / Math.PI * Math.Exp(-t * t) / ((x - t) * (x - t) + y * y));
    }

    private readonly struct VoigtLanes : ILaneFunction
    {
        public static T Apply<T>(T x, T y)
            where T : unmanaged, IReal<T>, ILanes<T> => VoigtFunction.Evaluate(x, y);
    }
}
