using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class TemperatureLadderTests
{
    [Fact]
    public void A_geometric_ladder_begins_with_0_and_keeps_its_ratio()
    {
        IReadOnlyList<double> ladder = TemperatureLadder.Geometric(5, 1e-3).InverseTemperatures;
        double[] expected = [0, 1e-3, 1e-2, 1e-1, 1];
        Assert.Equal(5, ladder.Count);
        Assert.All(expected.Zip(ladder), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        Assert.Equal((0, 1), (ladder[0], ladder[^1]));
        Assert.Equal([0, 0.2, 1], TemperatureLadder.Geometric(3, 0.2).InverseTemperatures);
    }

    [Theory]
    [InlineData(2, 0.1)]
    [InlineData(5, 0)]
    [InlineData(5, 1)]
    [InlineData(5, double.NaN)]
    public void A_geometric_ladder_of_impossible_shape_is_refused(int rungs, double smallest) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureLadder.Geometric(rungs, smallest));

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 0.1, 1.0 })]
    [InlineData(new[] { 0.0, 0.5 })]
    [InlineData(new[] { 0.0, 0.5, 0.5, 1.0 })]
    [InlineData(new[] { 0.0, 0.6, 0.5, 1.0 })]
    [InlineData(new[] { 0.0, double.NaN, 1.0 })]
    public void A_ladder_that_does_not_rise_from_0_to_1_is_refused(double[] ladder) => Assert.Contains(
        "ascend strictly", Assert.Throws<ArgumentException>(() => TemperatureLadder.Explicit(ladder)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_ladder_of_ones_own_is_a_copy()
    {
        double[] mine = [0, 0.5, 1];
        var ladder = TemperatureLadder.Explicit(mine);
        mine[1] = 0.7;
        Assert.Equal([0, 0.5, 1], ladder.InverseTemperatures);
        Assert.Equal([0, 1], TemperatureLadder.Explicit(0, 1).InverseTemperatures);
    }

    /// <summary>The barrier a beta^p: rejections that ignore noise, so tuning must come to equal steps.</summary>
    [Theory]
    [InlineData(8, 0.3)]
    [InlineData(16, 0.15)]
    [InlineData(12, 1)]
    public void Equalising_a_known_barrier_comes_to_equal_steps(int rungs, double power)
    {
        // The number of rungs may change on the way.
        var ladder = TemperatureLadder.Geometric(2 * rungs, 1e-4);
        for (int round = 0; round < 60; round++)
        {
            ladder = ladder.Equalise(Steps(ladder, power), rungs);
        }
        double[] steps = Steps(ladder, power);
        Assert.All(steps, step => Assert.Equal(4.0 / (rungs - 1), step, 1e-3));
        Assert.Equal((0, 1), (ladder.InverseTemperatures[0], ladder.InverseTemperatures[^1]));
    }

    [Fact]
    public void Equal_rejections_leave_a_ladder_as_it_is()
    {
        var ladder = TemperatureLadder.Explicit(0, 0.01, 0.2, 1);
        IReadOnlyList<double> tuned = ladder.Equalise([0.3, 0.3, 0.3], 4).InverseTemperatures;
        Assert.All(ladder.InverseTemperatures.Zip(tuned), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Intervals_without_rejections_stay_apart()
    {
        IReadOnlyList<double> tuned =
            TemperatureLadder.Explicit(0, 0.01, 0.2, 0.5, 1).Equalise([0, 1, 0, 0], 5).InverseTemperatures;
        Assert.All(tuned.Zip(tuned.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.All(tuned.Skip(1).SkipLast(1), beta => Assert.InRange(beta, 0.01, 0.2));
        IReadOnlyList<double> flat = TemperatureLadder.Explicit(0, 0.01, 1).Equalise([0, 0], 3).InverseTemperatures;
        Assert.Equal(0.01, flat[1], 1e-14);
    }

    [Fact]
    public void Locating_finds_the_interval_and_the_way_through_it()
    {
        var ladder = TemperatureLadder.Explicit(0, 0.01, 0.1, 1);
        Assert.Equal((0, 0.5), ladder.Locate(0.005));
        Check(1, 0, ladder.Locate(0.01));
        Check(1, 0.5, ladder.Locate(Math.Sqrt(0.001)));
        Check(2, 0.25, ladder.Locate(0.1 * Math.Pow(10, 0.25)));
        Check(2, 1, ladder.Locate(1));
        Check(0, 1, TemperatureLadder.Explicit(0, 1).Locate(1));

        static void Check(int rung, double fraction, (int Rung, double Fraction) actual)
        {
            Assert.Equal(rung, actual.Rung);
            Assert.Equal(fraction, actual.Fraction, 1e-12);
        }
    }

    private static double[] Steps(TemperatureLadder ladder, double power)
    {
        IReadOnlyList<double> betas = ladder.InverseTemperatures;
        return [.. betas.Zip(betas.Skip(1), (low, high) => 4 * (Math.Pow(high, power) - Math.Pow(low, power)))];
    }
}
