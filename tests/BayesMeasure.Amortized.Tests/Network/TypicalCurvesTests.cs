using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Referee;
using BayesMeasure.Amortized.Training;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Tests.Network;

/// <summary>A curve that is unlike those of the training is named, and hardly any other.</summary>
[Collection(TorchGroup.Name)]
public sealed class TypicalCurvesTests : IDisposable
{
    private static readonly StructureFamily Family = ColumnFamily.Of(5);

    private readonly StructureNetwork network = StructureTraining.Run(Family, new()
    {
        Steps = 20,
        Batch = 16,
        Network = new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 },
    });

    public void Dispose() => network.Dispose();

    [Fact]
    public void Curves_of_the_family_are_typical()
    {
        const int Curves = 1000;
        Measurement[] curves = [.. Enumerable.Range(0, Curves).Select(CurveOf)];
        double[] typicalities = [.. network.Given(curves, 0.5, new() { Draws = 1 }).Select(answer => answer.Typicality!.Value)];
        Assert.InRange(typicalities.Count(one => one < 0.1), 0.05 * Curves, 0.15 * Curves);
        Assert.InRange(typicalities.Count(one => one < 1.0 / 250), 0, 0.02 * Curves);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("component")]
    [InlineData("scale")]
    public void Curves_from_elsewhere_are_named(string change)
    {
        StructureAnswer[] answers =
        [
            .. Enumerable.Range(0, 20)
                .Select(i => network.Given(Changed(CurveOf(i), change, new(seed: 4, chain: 1, replica: i)))),
        ];
        Assert.All(answers, answer => Assert.True(answer.IsUnlikeTraining));
        Assert.All(answers, answer => Assert.Contains("unlike the curves of the training", answer.ToString()));
        RefereedAnswer[] refereed = [.. answers.Select(answer => answer.Refereed())];
        Assert.All(refereed, one => Assert.True(one.IsUnlikeFamily));
        Assert.All(refereed, one => Assert.Contains("unlike the family", one.ToString()));
    }

    [Fact]
    public void Residuals_of_the_right_structure_are_not_strange()
    {
        const int Curves = 2000;
        double[] probabilities =
        [
            .. SimulationPurpose.Judgement.Simulate(Family, seed: 5, step: 0, Curves)
                .Select(one => Family.ResidualProbability(one.Curve, one.Structure)!.Value),
        ];
        Assert.InRange(probabilities.Count(one => one < 0.1), 0.06 * Curves, 0.13 * Curves);
        Assert.InRange(probabilities.Count(one => one < 0.001), 0, 0.003 * Curves);
    }

    [Fact]
    public void An_untrained_network_knows_no_typical_curve()
    {
        using var untrained = new StructureNetwork(Family);
        Assert.Null(untrained.Given(CurveOf(0)).Typicality);
        Assert.False(untrained.Given(CurveOf(0)).IsUnlikeTraining);
    }

    private static Measurement CurveOf(int index) => Family.Simulate(new RandomStream(seed: 4, chain: 0, replica: index)).Curve;

    private static Measurement Changed(Measurement curve, string change, RandomStream random) =>
        curve.WithValues(curve.Y.Index().Select(point => change switch
        {
            "noise" => point.Item + 20 * random.NextNormal(),
            "component" => point.Item + 15 * Math.Cos(1.3 * point.Index),
            _ => 1000 * point.Item,
        }));
}
