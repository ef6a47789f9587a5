using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Models.Backgrounds;

public class MeasuredBackgroundTests
{
    [Fact]
    public void Runs_in_straight_lines_between_the_points_and_stays_beyond_them()
    {
        var background = new MeasuredBackground([2, 0, 1, 1], [4, 1, 2, 4]);
        double[] y = ForwardModel.Curve(background).Evaluate([-1, 0, 0.5, 1, 1.5, 2, 9], [10]);
        Assert.Equal([10, 10, 20, 30, 35, 40, 40], y, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>y ~ Poisson(T f + d): dark counts d that were taken while nothing else was.</summary>
    [Fact]
    public void Dark_counts_are_added_to_those_of_an_exposure()
    {
        double[] x = [0, 1, 2, 3];
        double[] counts = [12, 7, 30, 4];
        double[] dark = [3, 1, 4, 2];
        const double exposure = 2.5;
        var model = ForwardModel.Of<ConstantBackground>()
            + ForwardModel.Curve(new MeasuredBackground(x, [.. dark.Select(d => d / exposure)]));
        Prior prior = new() { ["offset"] = Prior.Gamma(2, 1), ["scale"] = Prior.Fixed(1) };
        ITargetState state =
            new Posterior(new Measurement(x, counts), model, PoissonNoise.WithExposure(exposure), prior).CreateState();
        state.Set([3.1]);
        Assert.Equal(counts.Zip(dark, (y, d) => Poisson.PMFLn(exposure * 3.1 + d, (int)y)).Sum(), state.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Needs_as_many_values_as_abscissae() =>
        Assert.Throws<ArgumentException>(() => new MeasuredBackground([0, 1, 2], [1, 2]));
}
