using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Tests.Posteriors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>The fits that searches make: repeated, of some unknowns, with the curvature that Laplace's method takes.</summary>
public class PosteriorFitTests
{
    private static readonly double[] NearStart = [0.5, 80, 1.15, 1.4, 120, 1.4, 1.0, 150, 1.75];

    [Fact]
    public void A_fit_in_used_buffers_is_the_same()
    {
        Posterior posterior = Nso3.WithPeaks(3);
        var used = PosteriorFit.Of(posterior, new());
        double[] elsewhere = JointProblem.DrawPoint(posterior, new RandomStream(5, 0, 0));
        used.Run(elsewhere);
        double[] first = [.. NearStart];
        double[] second = [.. NearStart];
        used.Run(first);
        PosteriorFit.Of(posterior, new()).Run(second);
        Assert.Equal(second, first);
    }

    [Fact]
    public void Nothing_is_allocated_by_a_fit()
    {
        Prior level = new() { [GaussianNoise.LevelName] = Prior.LogUniform(0.001, 1) };
        var fit = PosteriorFit.Of(Nso3.WithPeaks(3, GaussianNoise.Unknown, level), new());
        double[] values = [.. NearStart, 0.3];
        fit.Run(values);
        double[] again = [.. NearStart, 0.3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        fit.Run(again);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(values, again);
        Assert.Equal(0.1, again[^1], 0.02);
    }

    [Fact]
    public void Some_unknowns_are_fitted_while_the_others_stay()
    {
        Posterior posterior = Nso3.WithPeaks(3);
        var fit = PosteriorFit.Of(posterior, new());
        double[] values = [.. NearStart];
        bool[] free = [true, false, false, true, false, false, true, false, true];
        fit.Run(values, free);
        Assert.All(free.Index().Where(item => !item.Item), item => Assert.Equal(NearStart[item.Index], values[item.Index]));
        double restricted = fit.LogPosterior;
        Assert.True(restricted > LogPosterior(posterior, NearStart));
        fit.Run(values);
        Assert.True(fit.LogPosterior > restricted);
        Assert.Equal(LogPosterior(posterior, values), fit.LogPosterior, 1e-8);
        Assert.Equal(LogLikelihood(posterior, values), fit.LogLikelihood, 1e-8);
    }

    [Fact]
    public void An_impossible_start_is_no_mode()
    {
        double[] x = [0, 1, 2];
        var posterior = new Posterior(
            new(x, [3.0, 4, 5]), ForwardModel.Of<LinearBackground>(), PoissonNoise.Counts,
            new Prior { ["offset"] = Prior.Normal(0, 9), ["slope"] = Prior.Normal(0, 9), ["reference"] = Prior.Fixed(0) });
        var fit = PosteriorFit.Of(posterior, new());
        fit.Run(new double[] { -4, 0 });
        Assert.Equal(double.NegativeInfinity, fit.LogPosterior);
        fit.Run(new double[] { 9, 0 });
        Assert.True(double.IsFinite(fit.LogPosterior));
    }

    [Fact]
    public void An_indicator_is_refused() => Assert.Contains("'offset' is an indicator", Assert.Throws<ArgumentException>(() =>
        PosteriorFit.Of(
            new Posterior(
                new([0.0], [1.0]), ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(1),
                new Prior { ["offset"] = Prior.Bernoulli(0.5) }),
            new())).Message);

    /// <summary>The curvature is that of the log posterior itself, differenced twice, that of the noise included.</summary>
    [Fact]
    public void The_curvature_is_that_of_the_log_posterior()
    {
        Prior level = new() { [GaussianNoise.LevelName] = Prior.LogUniform(0.001, 1) };
        Posterior posterior = Nso3.WithPeaks(3, GaussianNoise.Unknown, level);
        var fit = PosteriorFit.Of(posterior, new());
        double[] mode = [.. NearStart, 0.3];
        fit.Run(mode);
        double[,] hessian = new double[mode.Length, mode.Length];
        fit.Hessian(hessian);
        double[] u = [.. posterior.Parameters.Zip(mode, (parameter, value) => parameter.Prior.ToCoordinate(value))];
        double Energy(params (int Index, double By)[] moves)
        {
            double[] moved = [.. u];
            foreach ((int index, double by) in moves)
            {
                moved[index] += by;
            }

            return -LogPosterior(posterior, [.. posterior.Parameters.Zip(moved, (p, at) => p.Prior.FromCoordinate(at))]);
        }

        for (int i = 0; i < mode.Length; i++)
        {
            double h = 0.03 / Math.Sqrt(hessian[i, i]);
            double twice = (Energy((i, h)) - 2 * Energy() + Energy((i, -h))) / (h * h);
            Assert.Equal(1, twice / hessian[i, i], 5e-3);
            double k = 0.03 / Math.Sqrt(hessian[0, 0]);
            double mixed = i == 0 ? hessian[0, 0] : (Energy((i, h), (0, k)) - Energy((i, h), (0, -k)) - Energy((i, -h), (0, k))
                + Energy((i, -h), (0, -k))) / (4 * h * k);
            Assert.Equal(mixed, hessian[i, 0], 5e-3 * Math.Sqrt(hessian[i, i] * hessian[0, 0]));
            Assert.Equal(hessian[0, i], hessian[i, 0]);
        }
    }

    private static double LogLikelihood(Posterior posterior, double[] values)
    {
        ITargetState state = posterior.CreateState();
        state.Set(values);
        return state.LogLikelihood;
    }

    private static double LogPosterior(Posterior posterior, double[] values) => LogLikelihood(posterior, values)
        + posterior.Parameters.Zip(values, (parameter, value) =>
            parameter.Prior.LogCoordinateDensity(value, parameter.Prior.ToCoordinate(value))).Sum();
}
