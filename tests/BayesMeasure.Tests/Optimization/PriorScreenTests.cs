using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>Of many draws from the prior, those that stand out from their neighbours are where narrow modes are.</summary>
public class PriorScreenTests
{
    private const double Needle = 0.05;

    private static readonly Prior Square = new() { ["x"] = Prior.Uniform(-10, 10), ["y"] = Prior.Uniform(-10, 10) };

    private static readonly Prior Cube = new()
    {
        ["a"] = Prior.Uniform(-20, 20),
        ["b"] = Prior.Uniform(-20, 20),
        ["c"] = Prior.Uniform(-20, 20),
        ["d"] = Prior.Uniform(-20, 20),
        ["e"] = Prior.Uniform(-20, 20),
    };

    [Fact]
    public void A_needle_beside_a_wide_mode_is_among_the_starts()
    {
        var target = new LogLikelihoodTarget(Square, point => Math.Log(
            Math.Exp(-0.5 * SquaredDistance(point, -5, 1)) + Math.Exp(-0.5 * SquaredDistance(point, 6, Needle))));
        ModeStart[] starts = [.. new PriorScreen(target, seed: 1, CancellationToken.None).Starts()];
        Assert.InRange(starts.Length, 2, 8);
        Assert.Contains(starts, start => SquaredDistance(start.Values, 6, Needle) < 50);
        Assert.Contains(starts, start => SquaredDistance(start.Values, -5, 1) < 1);
    }

    /// <summary>A needle that differs from the mode in three of five unknowns: a part in 10^6 of the cube.</summary>
    [Fact]
    public void A_needle_that_differs_in_three_unknowns_is_among_the_starts_beside_the_mode()
    {
        double[] place = [9, -7, 0, 16, 0];
        var target = new LogLikelihoodTarget(Cube, point => Math.Max(
            -0.5 * SquaredDistance(point, new double[5], 1), -0.5 * SquaredDistance(point, place, Needle)));
        Mode mode = ModeSearch.Run(target, new() { Restarts = 0 }, [ModeStart.Whole(target, new double[5])], default)!;
        ModeStart[] starts = [.. new PriorScreen(target, seed: 1, CancellationToken.None).StartsBeside(mode)];
        Assert.InRange(starts.Length, 1, 40);
        Assert.Contains(starts, start => SquaredDistance(start.Values, place, 1) < 4);
    }

    [Fact]
    public void Where_the_likelihood_cannot_be_computed_there_is_no_start()
    {
        var target = new LogLikelihoodTarget(Square, _ => throw new NotSupportedException("nowhere"));
        Assert.Empty(new PriorScreen(target, seed: 1, CancellationToken.None).Starts());
    }

    private static double SquaredDistance(ReadOnlySpan<double> point, double[] center, double width)
    {
        double sum = 0;
        for (int i = 0; i < center.Length; i++)
        {
            sum += (point[i] - center[i]) * (point[i] - center[i]);
        }

        return sum / (width * width);
    }

    private static double SquaredDistance(ReadOnlySpan<double> point, double center, double width) =>
        (Math.Pow(point[0] - center, 2) + Math.Pow(point[1] - center, 2)) / (width * width);
}
