using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Gpu.Tests.Numerics;

/// <summary>The double of a kernel has the bits of the CPU's, as far as a host can tell.</summary>
public class DeviceDoubleTests
{
    [Theory]
    [InlineData(nameof(Scalar.Exp))]
    [InlineData(nameof(Scalar.Log))]
    [InlineData(nameof(Scalar.Sqrt))]
    [InlineData(nameof(Scalar.Sin))]
    [InlineData(nameof(Scalar.Cos))]
    [InlineData(nameof(Scalar.Tanh))]
    [InlineData(nameof(Scalar.Atan))]
    [InlineData(nameof(Scalar.Erf))]
    [InlineData(nameof(Scalar.Abs))]
    public void A_function_has_the_bits_of_the_scalar(string name)
    {
        var scalar = typeof(Scalar).GetMethod(name)!.CreateDelegate<Func<Scalar, Scalar>>();
        var device = typeof(DeviceDouble).GetMethod(name)!.CreateDelegate<Func<DeviceDouble, DeviceDouble>>();
        bool isPeriodic = name is nameof(Scalar.Sin) or nameof(Scalar.Cos);
        foreach (double x in Arguments.Wide.Where(x => !isPeriodic || !(Math.Abs(x) > 16777216) || double.IsInfinity(x)))
        {
            Arguments.AssertSame(scalar(x).Value, device(x).Value, $"{name}({x:R})");
        }
    }

    [Theory]
    [InlineData(nameof(Scalar.Pow))]
    [InlineData(nameof(Scalar.Min))]
    [InlineData(nameof(Scalar.Max))]
    public void A_function_of_two_has_the_bits_of_the_scalar(string name)
    {
        var scalar = typeof(Scalar).GetMethod(name)!.CreateDelegate<Func<Scalar, Scalar, Scalar>>();
        var device = typeof(DeviceDouble).GetMethod(name)!.CreateDelegate<Func<DeviceDouble, DeviceDouble, DeviceDouble>>();
        foreach ((double x, double y) in Arguments.Pairs)
        {
            Arguments.AssertSame(scalar(x, y).Value, device(x, y).Value, $"{name}({x:R}, {y:R})");
        }
    }

    [Fact]
    public void Large_angles_keep_an_absolute_precision_to_2_to_the_50_and_count_as_0_beyond()
    {
        for (double x = 16777217; x < 1125899906842624; x *= 1.0371)
        {
            Assert.Equal(Math.Sin(x), DeviceDouble.Sin(x).Value, 1e-15);
            Assert.Equal(Math.Cos(-x), DeviceDouble.Cos(-x).Value, 1e-15);
        }

        Assert.Equal(0, DeviceDouble.Sin(1e300).Value);
        Assert.Equal(1, DeviceDouble.Cos(1e300).Value);
    }
}
