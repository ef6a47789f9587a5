using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Nist;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>Problems whose data are simulated, always with the same random numbers.</summary>
internal static class SimulatedProblems
{
    /// <summary>Three Lorentzian peaks on a line, the noise unknown: 11 + 1 strongly correlated parameters.</summary>
    public static ITarget Lorentzians()
    {
        ForwardModel model = ForwardModel.Of<LorentzianPeak>().Repeat(3) + ForwardModel.Of<LinearBackground>();
        Prior peak = new()
        {
            ["amplitude"] = Prior.Gamma(2, 1),
            ["width"] = Prior.LogUniform(0.02, 1),
            ["center"] = Prior.Uniform(0, 4),
        };
        Prior background = new()
        {
            ["offset"] = Prior.Normal(0, 1),
            ["slope"] = Prior.Normal(0, 1),
            ["reference"] = Prior.Fixed(2),
        };
        double[] truth = [1, 0.15, 1.2, 2, 0.2, 1.7, 1.5, 0.25, 2.8, 0.3, 0.05, 2];
        return Simulate(model, Spaced(301, 4), truth, 0.05, peak.Repeat(3) + background);
    }

    /// <summary>Six powers of x from 0 to 1, the noise unknown: the most strongly correlated coefficients there are.</summary>
    public static ITarget PowerSeries()
    {
        Prior prior = new();
        foreach (string name in SixPowers.ParameterNames)
        {
            prior += new Prior { [name] = Prior.Normal(0, 10) };
        }

        return Simulate(ForwardModel.Of<SixPowers>(), Spaced(101, 1), [1, 1, 1, 1, 1, 1], 0.1, prior);
    }

    /// <summary>Two exponential decays whose rates differ by a factor of 3.5, the noise unknown.</summary>
    public static ITarget TwoDecays()
    {
        Prior decay = new() { ["level"] = Prior.Gamma(2, 1), ["rate"] = Prior.LogUniform(0.05, 20) };
        return Simulate(ForwardModel.Of<ExponentialDecay>().Repeat(2), Spaced(201, 6), [1, 0.6, 2, 2.1], 0.03, decay.Repeat(2));
    }

    private static double[] Spaced(int count, double end) => [.. Enumerable.Range(0, count).Select(i => end * i / (count - 1))];

    private static Posterior Simulate(ForwardModel model, double[] x, double[] truth, double sigma, Prior prior)
    {
        var random = new RandomStream(2024, 0, 0);
        double[] y = [.. model.Evaluate(x, truth).Select(value => value + sigma * random.NextNormal())];
        Prior noise = new() { [GaussianNoise.LevelName] = Prior.LogUniform(0.1 * sigma, 30 * sigma) };
        return new(new Measurement(x, y), model, GaussianNoise.Unknown, prior + noise);
    }
}
