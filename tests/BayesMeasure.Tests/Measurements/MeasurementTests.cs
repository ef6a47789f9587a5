using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Measurements;

public class MeasurementTests
{
    [Fact]
    public void Values_are_copied_in_their_order()
    {
        double[] x = [3, 1, 2];
        var data = new Measurement(x, [30, 10, 20], [1, 2, 3]);
        x[0] = 99;
        Assert.Equal(3, data.Count);
        Assert.Equal<double>([3, 1, 2], data.X);
        Assert.Equal<double>([30, 10, 20], data.Y);
        Assert.Equal<double>([1, 2, 3], data.Sigma!.Value);
        Assert.Equal(3, data.X.AsSpan()[0]);
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        var data = new Measurement([1], [2]);
        Assert.Equal("measurement", data.Name);
        Assert.Equal("x", data.XName);
        Assert.Equal("y", data.YName);
        Assert.Null(data.XUnit);
        Assert.Null(data.YUnit);
        Assert.Null(data.Sigma);
    }

    [Fact]
    public void Ranges_and_spacings_do_not_depend_on_order_or_repetition()
    {
        var data = new Measurement([3, 1, 1, 2, 7], [5, -1, 0, 2, 3]);
        Assert.Equal(new Interval(1, 7), data.XRange);
        Assert.Equal(new Interval(-1, 5), data.YRange);
        Assert.Equal(6, data.XRange.Length);
        Assert.Equal(1, data.SmallestSpacing);
        Assert.Equal(1, data.MedianSpacing);
        Assert.Equal(2.5, new Measurement([0, 1, 5], [0, 0, 0]).MedianSpacing);
    }

    [Fact]
    public void Equal_abscissae_have_no_spacing()
    {
        var data = new Measurement([2, 2], [1, 3]);
        Assert.Equal(double.NaN, data.SmallestSpacing);
        Assert.Equal(double.NaN, data.MedianSpacing);
        Assert.Equal(0, data.XRange.Length);
    }

    [Fact]
    public void It_writes_itself_on_one_line()
    {
        Measurement data = new([1, 2.5], [10, 20]) { Name = "sample", XName = "energy", XUnit = "eV" };
        Assert.Equal("sample: 2 points, energy 1 .. 2.5 eV, y 10 .. 20", data.ToString());
    }

    [Fact]
    public void Bad_values_are_named()
    {
        Refused(() => new([], []), "x", "A measurement needs at least one point, but x is empty.");
        Refused(() => new([1, 2], [1]), "y", "x has 2 values, but y has 1: each point needs one.");
        Refused(() => new([1, 2], [1, 2], [1]), "sigma", "x has 2 values, but sigma has 1: each point needs one.");
        Refused(() => new([1, double.NaN], [1, 2]), "x", "x[1] is NaN, but every value must be finite. Remove the point.");
        Refused(() => new([1, 2], [double.PositiveInfinity, 2]), "y", "y[0] is Infinity, but every value must be finite.");
        Refused(() => new([1, 2], [1, 2], [1, 0]), "sigma", "sigma[1] is 0, but a standard deviation must be above 0");
        Refused(() => new([1, 2], [1, 2], [-1, 1]), "sigma", "sigma[0] is -1, but a standard deviation must be above 0");
        Refused(() => new([1], [1], [double.NaN]), "sigma", "sigma[0] is NaN, but");
        Assert.Throws<ArgumentNullException>("x", () => new Measurement(null!, [1]));
        Assert.Throws<ArgumentNullException>("y", () => new Measurement([1], null!));
    }

    private static void Refused(Func<Measurement> create, string argument, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(argument, create);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
