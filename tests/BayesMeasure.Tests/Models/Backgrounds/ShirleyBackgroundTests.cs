using BayesMeasure.Models.Backgrounds;
using MathNet.Numerics;

namespace BayesMeasure.Tests.Models.Backgrounds;

public class ShirleyBackgroundTests
{
    private const double Loss = 0.15;
    private static readonly double[] X = [.. Enumerable.Range(0, 2001).Select(i => -10 + 0.01 * i)];

    [Fact]
    public void The_background_of_Gaussian_lines_is_the_sum_of_their_error_functions()
    {
        double[] y = Spectrum(Step);
        double step = Loss * 5 * Math.Sqrt(2 * Math.PI);
        double[] rise = Evaluate(new ShirleyBackground(X, y), X, 0, 1);
        for (int i = 0; i < X.Length; i++)
        {
            Assert.Equal(Loss * Step(X[i]) / step, rise[i], 2e-6);
        }
    }

    [Fact]
    public void Offset_and_step_are_its_ends()
    {
        double[] ends = Evaluate(new ShirleyBackground(X, Spectrum(Step), -8, 8), [-20, -8, 8, 20], 3, -2);
        Assert.Equal([3, 3, 1, 1], ends);
    }

    [Fact]
    public void Kinetic_and_binding_energies_give_the_mirror_image()
    {
        double[] rise = Evaluate(new ShirleyBackground(X, Spectrum(Step)), X, 0, 1);
        double[] mirrored = [.. X.Select(x => -x)];
        double[] fall = Evaluate(new ShirleyBackground(mirrored, Spectrum(Step)), mirrored, 1, -1);
        for (int i = 0; i < X.Length; i++)
        {
            Assert.Equal(rise[i], fall[i], 1e-9);
        }
    }

    [Fact]
    public void The_order_of_the_points_does_not_matter_and_between_them_it_is_straight()
    {
        double[] y = Spectrum(Step);
        var ascending = new ShirleyBackground(X, y);
        var descending = new ShirleyBackground([.. X.Reverse()], [.. y.Reverse()]);
        double[] at = [0.313, -0.207, 5, -0.2, 0.005];
        Assert.Equal(Evaluate(ascending, at, 1, 2), Evaluate(descending, at, 1, 2));
        double[] around = Evaluate(ascending, [0.31, 0.313, 0.32], 0, 1);
        Assert.Equal(0.7 * around[0] + 0.3 * around[2], around[1], 1e-13);
    }

    [Fact]
    public void A_step_that_does_not_follow_the_area_is_found_out()
    {
        // An edge beside the lines: what Shirley's method makes of it is another curve.
        double[] y = Spectrum(x => 5 * Math.Sqrt(2 * Math.PI) * (x > 3 ? 1 : 0));
        double[] rise = Evaluate(new ShirleyBackground(X, y), X, 0, 1);
        Assert.True(X.Select((x, i) => Math.Abs(rise[i] - (x > 3 ? 1 : 0))).Max() > 0.1);
    }

    [Fact]
    public void Data_without_a_background_are_refused()
    {
        double[] dip = [.. X.Select(x => -Math.Exp(-x * x))];
        string message = Assert.Throws<ArgumentException>(() => new ShirleyBackground(X, dip)).Message;
        Assert.Contains("Choose end points", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ShirleyBackground(X, dip, 0, 0.01));
        Assert.Throws<ArgumentException>(() => new ShirleyBackground(X, dip[1..]));
        Assert.Throws<ArgumentException>(() => new ShirleyBackground([0, 1, double.NaN], [0, 1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShirleyBackground(X, dip, averaged: 0));
    }

    /// <summary>Lines of heights 2 and 3 and unit deviation at -1 and 1.5, on a step times the loss.</summary>
    private static double[] Spectrum(Func<double, double> step) =>
        [.. X.Select(x => 7 + 2 * Math.Exp(-(x + 1) * (x + 1) / 2) + 3 * Math.Exp(-(x - 1.5) * (x - 1.5) / 2) + Loss * step(x))];

    /// <summary>The area of the lines below x.</summary>
    private static double Step(double x) => Math.Sqrt(Math.PI / 2)
        * (2 * SpecialFunctions.Erfc(-(x + 1) / Math.Sqrt(2)) + 3 * SpecialFunctions.Erfc(-(x - 1.5) / Math.Sqrt(2)));

    private static double[] Evaluate(ShirleyBackground background, double[] x, double offset, double step)
    {
        double[] y = new double[x.Length];
        background.Evaluate(x, [offset, step], y);
        return y;
    }
}
