using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Conformance.Answers;

/// <summary>Posteriors that differ in all they can: points, components, unknowns, noise.</summary>
internal static class MixedBatch
{
    private static readonly Prior Peak = new()
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["precision"] = Prior.Fixed(300),
        ["center"] = Prior.Normal(0.5, 0.3),
    };

    public static Posterior[] Create() =>
    [
        Peaks(2, 31),
        Peaks(0, 9),
        NoiseAnswers.Rate().Posterior,
        Peaks(1, 12),
        LinearAnswers.LinePosterior(Curve.Of(17, x => x, 0.2), StudentNoise.Known(0.2, 3)),
        Peaks(2, 10),
        IndicatorAnswers.SwitchAndHeight().Posterior,
        NoiseAnswers.Nothing().Posterior,
    ];

    /// <summary>Peaks on a constant in noise of unknown level.</summary>
    public static Posterior Peaks(int count, int points) => new(
        Curve.Of(points, x => Math.Exp(-150 * Math.Pow(x - 0.3, 2)) + 0.7 * Math.Exp(-150 * Math.Pow(x - 0.7, 2)), 0.1),
        ForwardModel.Of<GaussianPrecisionPeak>().Repeat(count) + ForwardModel.Of<ConstantBackground>(),
        GaussianNoise.Unknown,
        Peak.Repeat(count) + new Prior { ["offset"] = Prior.Normal(0, 0.3), ["noise"] = Prior.LogUniform(0.01, 1) });
}
