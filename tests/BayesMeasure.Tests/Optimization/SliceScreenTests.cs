using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>A needle that shares some of its unknowns with a wide mode lies on a slice through that mode.</summary>
public class SliceScreenTests
{
    private const int Dimension = 6;
    private const double Width = 0.1;
    private const double Apart = 20;

    /// <summary>The needle in six dimensions is a ball of radius 2 in a cube of side 40: a part in 10^7.</summary>
    /// <param name="moved">How many of the unknowns differ, by equal steps up or down.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(Dimension)]
    public void A_needle_is_among_the_starts_where_one_unknown_or_several_differ_alike(int moved)
    {
        double[] needle = [.. Enumerable.Range(0, Dimension).Select(i =>
            i >= moved ? 0 : (i % 2 == 0 ? 1 : -1) * Apart / Math.Sqrt(moved))];
        LogLikelihoodTarget target = WideWith(needle);
        Mode wide = ModeSearch.Run(target, new() { Restarts = 0 });
        Assert.Equal(0, wide.Values.Max(Math.Abs), 1e-3);
        ModeStart[] starts = [.. SliceScreen.StartsOf(target, wide, CancellationToken.None)];
        Assert.Contains(starts, start => SquaredDistance(start.Values, needle) < 1);
    }

    [Fact]
    public void Where_there_is_one_mode_there_is_no_start()
    {
        LogLikelihoodTarget target = WideWith([.. Enumerable.Repeat(0.0, Dimension)]);
        Mode wide = ModeSearch.Run(target, new() { Restarts = 0 });
        Assert.Empty(SliceScreen.StartsOf(target, wide, CancellationToken.None));
    }

    private static LogLikelihoodTarget WideWith(double[] needle) => new(
        new Prior { ["x"] = Prior.Uniform(-20, 20) }.Repeat(Dimension),
        x =>
        {
            double wide = -0.5 * SquaredDistance(x, new double[Dimension]);
            double narrow = -0.5 * SquaredDistance(x, needle) / (Width * Width) - Dimension * Math.Log(Width);
            return Math.Max(wide, narrow) + Math.Log(1 + Math.Exp(-Math.Abs(wide - narrow)));
        });

    private static double SquaredDistance(ReadOnlySpan<double> one, double[] other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }

        return sum;
    }
}
