using BayesMeasure.Gpu.Refusals;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>Which values a GPU has a place for.</summary>
public class DeviceTypeTests
{
    [Theory]
    [InlineData(typeof(double))]
    [InlineData(typeof(bool))]
    [InlineData(typeof(DayOfWeek))]
    [InlineData(typeof(Scalar))]
    [InlineData(typeof((Scalar, (int, float))))]
    [InlineData(typeof(Guid))]
    public void Numbers_and_structs_of_them_are_welcome(Type type)
    {
        Assert.Null(DeviceType.RefusalOf(type));
        Assert.Null(DeviceType.RefusalOf(type.MakeByRefType()));
    }

    [Theory]
    [InlineData(typeof(string), "a string")]
    [InlineData(typeof(double[]), "an array")]
    [InlineData(typeof(decimal), "a decimal number")]
    [InlineData(typeof(Func<double>), "a delegate")]
    [InlineData(typeof(InvalidOperationException), "an exception")]
    [InlineData(typeof(IDisposable), "an interface")]
    [InlineData(typeof(ReadOnlySpan<double>), "a span")]
    [InlineData(typeof(System.Random), "a class")]
    [InlineData(typeof((int, string)), "a struct that holds a string")]
    [InlineData(typeof((int, (double, double[]))), "a struct that holds an array")]
    [InlineData(typeof(ParameterSpan<Scalar>), "a struct that holds a span")]
    public void What_lies_on_the_heap_or_points_there_is_not(Type type, string refusal)
    {
        Assert.Equal(refusal, DeviceType.RefusalOf(type));
        if (!type.IsByRefLike)
        {
            Assert.Equal(refusal, DeviceType.RefusalOf(type.MakeByRefType()));
        }
    }

    [Fact]
    public void A_pointer_is_not() => Assert.Equal("a pointer", DeviceType.RefusalOf(typeof(double).MakePointerType()));
}
