using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Tests.Structures;

/// <summary>
/// A component that is on or off, up to three equal peaks, and one of three backgrounds, of the library's models.
/// </summary>
internal static class MixedFamily
{
    public static Measurement Grid { get; } = new(Enumerable.Range(0, 24).Select(i => i / 8.0), new double[24]);

    public static StructurePart[] Parts { get; } =
    [
        StructurePart.Optional(
            "line",
            ForwardModel.Function((double x, double slope) => slope * x),
            new Prior { ["slope"] = Prior.Normal(0, 1) }),
        StructurePart.Repeated("peak", 0, 3, ForwardModel.Of<GaussianPeak>(), new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["width"] = Prior.LogUniform(0.05, 0.5),
            ["center"] = Prior.Uniform(0, 3),
        }),
        StructurePart.OneOf(
            "background",
            new StructureOption("flat"),
            new StructureOption(
                "offset",
                ForwardModel.Function((double x, double offset) => offset),
                new Prior { ["offset"] = Prior.Normal(0, 1) }),
            new StructureOption(
                "curved",
                ForwardModel.Function((double x, double bend, double turn) => bend * (x - turn) * (x - turn)),
                new Prior { ["bend"] = Prior.Normal(0, 1), ["turn"] = Prior.Uniform(0, 3) })),
    ];

    public static StructureFamily Of(StructurePrior? prior = null) => StructureFamily.Of(
        CurveDesign.Fixed(Grid),
        Parts,
        GaussianNoise.Unknown,
        commonPrior: new Prior { ["noise"] = Prior.LogUniform(0.05, 0.5) }) with
    {
        Name = "mixed",
        Prior = prior ?? StructurePrior.Bernoulli,
    };
}
