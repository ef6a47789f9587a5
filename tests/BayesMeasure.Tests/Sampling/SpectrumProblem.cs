using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Doublets of Voigt lines and a split line on a background that was computed from the data.</summary>
internal static class SpectrumProblem
{
    public static Posterior Create()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => 0.1 * i)];
        double[] y = [.. x.Select(value => Math.Exp(-4 * (value - 2) * (value - 2)) + 0.1 * value)];
        ForwardModel model = ForwardModel.Of<Doublet<VoigtPeak>>().Repeat(2)
            + ForwardModel.Of<WithShirleyStep<PseudoVoigtPeak>>().Labelled("metal")
            + ForwardModel.Curve(new ShirleyBackground(x, y));
        Prior line = new()
        {
            ["splitting"] = Fixed(1),
            ["ratio"] = Beta(5, 5),
            ["widthRatio"] = Fixed(1),
            ["amplitude"] = Uniform(0, 2),
            ["gaussianWidth"] = LogUniform(0.1, 2),
            ["lorentzianWidth"] = LogUniform(0.1, 2),
            ["center"] = Uniform(0, 4),
        };
        Prior metal = new()
        {
            ["metal.loss"] = LogUniform(0.01, 1),
            ["metal.amplitude"] = Uniform(0, 2),
            ["metal.width"] = LogUniform(0.1, 2),
            ["metal.mixing"] = Uniform(0, 1),
            ["metal.center"] = Uniform(0, 4),
        };
        Prior background = new() { ["offset"] = Normal(0, 1), ["step"] = Normal(0, 1) };
        return new(new(x, y), model, GaussianNoise.Known(0.1), line.Repeat(2) + metal + background);
    }
}
