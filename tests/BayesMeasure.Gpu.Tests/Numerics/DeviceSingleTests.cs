using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Gpu.Tests.Numerics;

/// <summary>The float of a kernel against the functions of doubles, in units in the last place of a float.</summary>
public class DeviceSingleTests
{
    [Theory]
    [InlineData(nameof(Scalar.Exp), 1.5)]
    [InlineData(nameof(Scalar.Log), 1.5)]
    [InlineData(nameof(Scalar.Sqrt), 0.5)]
    [InlineData(nameof(Scalar.Sin), 2.0)]
    [InlineData(nameof(Scalar.Cos), 2.0)]
    [InlineData(nameof(Scalar.Tanh), 3.0)]
    [InlineData(nameof(Scalar.Atan), 2.0)]
    [InlineData(nameof(Scalar.Erf), 2.0)]
    [InlineData(nameof(Scalar.Abs), 0.0)]
    public void A_function_is_within_its_units(string name, double units)
    {
        var exact = typeof(Scalar).GetMethod(name)!.CreateDelegate<Func<Scalar, Scalar>>();
        var device = typeof(DeviceSingle).GetMethod(name)!.CreateDelegate<Func<DeviceSingle, DeviceSingle>>();
        bool isPeriodic = name is nameof(Scalar.Sin) or nameof(Scalar.Cos);
        foreach (float x in Arguments.Wide.Select(x => (float)x).Where(
            x => !isPeriodic || !(Math.Abs(x) > 65536) || float.IsInfinity(x)))
        {
            AssertClose(exact((double)x).Value, device((double)x).Value, units, $"{name}({x:R})");
        }
    }

    [Fact]
    public void The_power_is_within_its_units()
    {
        foreach ((double x, double y) in Arguments.Pairs)
        {
            AssertClose(Scalar.Pow((float)x, (float)y).Value, DeviceSingle.Pow(x, y).Value, 2, $"pow({x:R}, {y:R})");
        }
    }

    [Fact]
    public void Min_and_max_pass_NaN_on()
    {
        foreach ((double x, double y) in Arguments.Pairs)
        {
            Arguments.AssertSame(MathF.Min((float)x, (float)y), DeviceSingle.Min(x, y).Value, $"min({x:R}, {y:R})");
            Arguments.AssertSame(MathF.Max((float)x, (float)y), DeviceSingle.Max(x, y).Value, $"max({x:R}, {y:R})");
        }
    }

    [Fact]
    public void Large_angles_count_as_0()
    {
        Assert.Equal(0, DeviceSingle.Sin(1e30).Value);
        Assert.Equal(1, DeviceSingle.Cos(1e30).Value);
    }

    private static void AssertClose(double exact, float actual, double units, string what)
    {
        float nearest = (float)exact;
        double unit = Math.Max(MathF.BitIncrement(MathF.Abs(nearest)) - (double)MathF.Abs(nearest), float.Epsilon);
        bool isClose = nearest.Equals(actual) || Math.Abs(exact - actual) <= Math.Max(units, 0.5) * unit;
        Assert.True(isClose, $"{what} = {actual:R}, not {nearest:R}: {Math.Abs(exact - actual) / unit} units");
    }
}
