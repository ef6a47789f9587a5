using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>Small posteriors of peaks on a background.</summary>
internal static class Questions
{
    /// <summary>Two chains on a ladder of six rungs.</summary>
    public static ReplicaExchangeOptions Options { get; } = new()
    {
        Seed = 3,
        Chains = 2,
        Rungs = 6,
        BurnInSweeps = 200,
        Sweeps = 300,
    };

    /// <summary>The sampler on a device.</summary>
    public static ReplicaExchange On(GpuEngine engine, ReplicaExchangeOptions? options = null) =>
        new((options ?? Options) with { Engine = engine });

    /// <summary>One or more peaks on a constant background, measured at some points.</summary>
    public static Posterior Peaks(int count, int points = 24, double center = 0.4)
    {
        double[] x = [.. Enumerable.Range(0, points).Select(i => (double)i / points)];
        var random = new RandomStream(5, 0, 0);
        double[] y = [.. x.Select(at => 0.3 + Math.Exp(-200 * (at - center) * (at - center)) + 0.1 * random.NextNormal())];
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(count) + ForwardModel.Of<ConstantBackground>();
        var peak = new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["precision"] = Prior.LogUniform(50, 2000),
            ["center"] = Prior.Uniform(0, 1),
        };
        string level = ForwardModel.Of<ConstantBackground>().ParameterNames.Single();
        return new(new(x, y), model, GaussianNoise.Known(0.1), peak.Repeat(count) + new Prior { [level] = Prior.Normal(0, 1) });
    }
}
