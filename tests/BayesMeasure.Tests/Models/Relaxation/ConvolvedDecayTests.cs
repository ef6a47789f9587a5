using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using MathNet.Numerics;

namespace BayesMeasure.Tests.Models.Relaxation;

public class ConvolvedDecayTests
{
    private const double Amplitude = 3;
    private const double Rate = 0.8;

    private static ForwardModel Plain => ForwardModel.Of<StretchedDecay>();

    private static double[] Lattice => [.. Enumerable.Range(0, 200).Select(i => -2 + 0.05 * i)];

    /// <summary>One bin of width h is a rectangular pulse: the mean of the decay over a window, known in closed form.</summary>
    [Fact]
    public void One_bin_gives_the_mean_of_the_decay_over_its_width()
    {
        const double step = 0.05;
        var response = new InstrumentResponse([0, step, 2 * step], [0, 7, 0]);
        double[] y = Evaluate(Lattice, response, shift: 0.3);
        double Integral(double t) => t <= 0 ? 0 : Amplitude / Rate * (1 - Math.Exp(-Rate * t));
        foreach ((double t, double actual) in Lattice.Zip(y))
        {
            double middle = t - 0.3 - step;
            double expected = (Integral(middle + 0.5 * step) - Integral(middle - 0.5 * step)) / step;
            Assert.Equal(expected, actual, 1e-9);
        }
    }

    /// <summary>An exponential behind a Gaussian response is (A/2) exp(W (W s^2/2 - t)) erfc((W s^2 - t) / (s sqrt 2)).</summary>
    [Fact]
    public void A_Gaussian_response_gives_the_exponentially_modified_Gaussian()
    {
        const double sigma = 0.4;
        double[] y = Evaluate(Lattice, Gaussian(sigma, 0.05), shift: 0);
        foreach ((double t, double actual) in Lattice.Zip(y))
        {
            double exact = 0.5 * Amplitude * Math.Exp(Rate * (0.5 * Rate * sigma * sigma - t))
                * SpecialFunctions.Erfc((Rate * sigma * sigma - t) / (sigma * Math.Sqrt(2)));
            Assert.Equal(exact, actual, 3e-3);
        }
    }

    /// <summary>The error falls with the square of the bins' width: a quarter of it for half the width.</summary>
    [Fact]
    public void The_error_is_of_second_order_in_the_width_of_a_bin()
    {
        double[] at = [0.3, 0.7, 1.1];
        double[] fine = Evaluate(at, Gaussian(0.4, 0.003125), shift: 0);
        double Error(double step) => Evaluate(at, Gaussian(0.4, step), shift: 0).Zip(fine, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(Error(0.05) / Error(0.025), 3.5, 4.5);
    }

    [Fact]
    public void Points_beside_the_lattice_lie_on_the_same_curve()
    {
        InstrumentResponse response = Gaussian(0.4, 0.05);
        double[] beside = [.. Lattice, 3.3 + 0.017];
        Assert.Equal(Evaluate(Lattice, response, 0.1), Evaluate(beside, response, 0.1)[..^1], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Earlier_pulses_leave_a_geometric_series()
    {
        const double period = 6;
        InstrumentResponse single = Gaussian(0.1, 0.05);
        double[] late = [2, 3, 4];
        double[] once = Evaluate(late, single, 0);
        double[] periodic = Evaluate(late, single with { Period = period, EarlierPulses = 20 }, 0);
        double factor = 1 / (1 - Math.Exp(-Rate * period));
        Assert.Equal([.. once.Select(value => factor * value)], periodic, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.True(Evaluate([-1.0], single with { Period = period }, 0)[0] > 0);
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void The_rate_behind_a_response_is_found_again_without_allocating_in_a_sweep()
    {
        InstrumentResponse response = Gaussian(0.4, 0.05);
        ForwardModel model = ForwardModel.Curve(new ConvolvedDecay(Plain, response));
        double[] truth = [400, Rate, 1, 0.1];
        var random = new RandomStream(4, 0, 0);
        double[] curve = model.Evaluate(Lattice, truth);
        var data = new Measurement(Lattice, curve.Select(value => value + 5 * random.NextNormal()));
        Prior prior = new()
        {
            ["amplitude"] = Prior.Uniform(0, 1000),
            ["rate"] = Prior.LogUniform(0.01, 100),
            ["stretching"] = Prior.Fixed(1),
            ["shift"] = Prior.Normal(0, 0.5),
        };
        var options = new ReplicaExchangeOptions { Seed = 2, Chains = 2, BurnInSweeps = 300, Sweeps = 600 };
        Result result = new ReplicaExchange(options).Run(new Posterior(data, model, GaussianNoise.Known(5), prior));
        foreach ((QuantitySummary summary, double value) in result.Summary.Parameters.Zip([400, Rate, 0.1]))
        {
            Assert.InRange(Math.Abs(summary.Mean - value), 0, 4 * summary.StandardDeviation);
        }
    }

    [Fact]
    public void What_is_no_response_is_refused_in_words()
    {
        Assert.Contains("equal steps", Refusal([0, 1, 3], [1, 2, 1]), StringComparison.Ordinal);
        Assert.Contains("cannot be negative", Refusal([0, 1, 2], [1, -2, 1]), StringComparison.Ordinal);
        Assert.Contains("0 everywhere", Refusal([0, 1, 2], [0, 0, 0]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolvedDecay(Plain, Gaussian(0.4, 0.1) with { Period = 0 }));
    }

    private static string Refusal(double[] x, double[] y) =>
        Assert.Throws<ArgumentException>(() => new InstrumentResponse(x, y)).Message;

    private static InstrumentResponse Gaussian(double sigma, double step)
    {
        int half = (int)Math.Round(6 * sigma / step);
        double[] x = [.. Enumerable.Range(-half, 2 * half + 1).Select(i => i * step)];
        return new(x, [.. x.Select(value => Math.Exp(-0.5 * value * value / (sigma * sigma)))]);
    }

    private static double[] Evaluate(double[] x, InstrumentResponse response, double shift)
    {
        double[] y = new double[x.Length];
        new ConvolvedDecay(Plain, response).Evaluate(x, [Amplitude, Rate, 1, shift], y);
        return y;
    }
}
