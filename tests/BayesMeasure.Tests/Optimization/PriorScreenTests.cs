using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>Of many draws from the prior, those that stand out from their neighbours are where narrow modes are.</summary>
public class PriorScreenTests
{
    private const double Needle = 0.05;

    private static readonly Prior Square = new() { ["x"] = Prior.Uniform(-10, 10), ["y"] = Prior.Uniform(-10, 10) };

    [Fact]
    public void A_needle_beside_a_wide_mode_is_among_the_starts()
    {
        var target = new LogLikelihoodTarget(Square, point => Math.Log(
            Math.Exp(-0.5 * SquaredDistance(point, -5, 1)) + Math.Exp(-0.5 * SquaredDistance(point, 6, Needle))));
        ModeStart[] starts = [.. PriorScreen.StartsOf(target, seed: 1, CancellationToken.None)];
        Assert.InRange(starts.Length, 2, 8);
        Assert.Contains(starts, start => SquaredDistance(start.Values, 6, Needle) < 50);
        Assert.Contains(starts, start => SquaredDistance(start.Values, -5, 1) < 1);
    }

    [Fact]
    public void Where_the_likelihood_cannot_be_computed_there_is_no_start()
    {
        var target = new LogLikelihoodTarget(Square, _ => throw new NotSupportedException("nowhere"));
        Assert.Empty(PriorScreen.StartsOf(target, seed: 1, CancellationToken.None));
    }

    private static double SquaredDistance(ReadOnlySpan<double> point, double center, double width) =>
        (Math.Pow(point[0] - center, 2) + Math.Pow(point[1] - center, 2)) / (width * width);
}
