using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

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
            ["splitting"] = Prior.Fixed(1),
            ["ratio"] = Prior.Beta(5, 5),
            ["widthRatio"] = Prior.Fixed(1),
            ["amplitude"] = Prior.Uniform(0, 2),
            ["gaussianWidth"] = Prior.LogUniform(0.1, 2),
            ["lorentzianWidth"] = Prior.LogUniform(0.1, 2),
            ["center"] = Prior.Uniform(0, 4),
        };
        Prior metal = new()
        {
            ["metal.loss"] = Prior.LogUniform(0.01, 1),
            ["metal.amplitude"] = Prior.Uniform(0, 2),
            ["metal.width"] = Prior.LogUniform(0.1, 2),
            ["metal.mixing"] = Prior.Uniform(0, 1),
            ["metal.center"] = Prior.Uniform(0, 4),
        };
        Prior background = new() { ["offset"] = Prior.Normal(0, 1), ["step"] = Prior.Normal(0, 1) };
        return new(new(x, y), model, GaussianNoise.Known(0.1), line.Repeat(2) + metal + background);
    }
}
