using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Tests.Structures;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Tests.Network;

[Collection(TorchGroup.Name)]
public class StructureNetworkTests
{
    private static readonly NetworkOptions Small = new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 };

    public static TheoryData<string> Families => ["columns", "mixed"];

    [Theory]
    [MemberData(nameof(Families))]
    public void An_untrained_network_is_the_prior(string name)
    {
        StructureFamily family = FamilyOf(name);
        using var network = new StructureNetwork(family);
        foreach (double lambda in new[] { 0.05, 0.3, 0.5, 0.95 })
        {
            Assert.All(
                Probabilities(network, lambda),
                one => Assert.Equal(Math.Exp(family.LogPrior(one.Key, lambda)), one.Value, 1e-6));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Probabilities_add_up_to_one_whatever_the_weights(string name)
    {
        using StructureNetwork network = Disturbed(FamilyOf(name));
        Dictionary<Structure, double> probabilities = Probabilities(network, 0.4);
        Assert.Equal(1, probabilities.Values.Sum(), 1e-5);
        Assert.Contains(probabilities, one => Math.Abs(one.Value - Math.Exp(network.Family.LogPrior(one.Key, 0.4))) > 1e-3);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_draw_has_the_probability_that_it_is_told_with(string name)
    {
        using StructureNetwork network = Disturbed(FamilyOf(name));
        StructureAnswer answer = network.Given(CurveOf(network.Family), 0.4, new() { Draws = 4000 });
        Dictionary<Structure, double> probabilities = Probabilities(network, 0.4);
        Assert.All(answer.Draws, draw =>
        {
            Assert.True(network.Family.Layout.IsAllowed(draw.Structure));
            Assert.Equal(probabilities[draw.Structure], Math.Exp(draw.LogProbability), 1e-5);
        });
        Assert.All(answer.Structures.Structures, one =>
        {
            double expected = probabilities[one.Structure];
            double error = Math.Sqrt(expected * (1 - expected) / answer.Draws.Count);
            Assert.InRange(one.Probability - expected, -5 * error, 5 * error);
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void The_tree_of_decisions_tells_each_structure_once_with_its_probability(string name)
    {
        using StructureNetwork network = Disturbed(FamilyOf(name));
        StructureAnswer answer = network.Given(CurveOf(network.Family), 0.4);
        Dictionary<Structure, double> probabilities = Probabilities(network, 0.4);
        IReadOnlyList<StructureDraw> all = answer.MostProbable(1000);
        Assert.Equal(probabilities.Count, all.Count);
        Assert.All(all, one => Assert.Equal(probabilities[one.Structure], Math.Exp(one.LogProbability), 1e-5));
        IReadOnlyList<StructureDraw> few = answer.MostProbable(8);
        Assert.Equal(8, few.Count);
        Assert.True(few.Sum(one => Math.Exp(one.LogProbability)) > 0.7 * all.Take(8).Sum(one => Math.Exp(one.LogProbability)));
        Assert.Equal(few.OrderByDescending(one => one.LogProbability), few);
    }

    [Fact]
    public void Answers_are_the_same_for_the_same_seed_and_alone_or_in_a_batch()
    {
        using StructureNetwork network = Disturbed(ColumnFamily.Of(5));
        Measurement[] curves = [.. Enumerable.Range(0, 3).Select(i => network.Family.Simulate(new RandomStream(1, 0, i)).Curve)];
        IReadOnlyList<StructureAnswer> together = network.Given(curves, 0.3);
        IEnumerable<Structure> Alone(ulong seed) =>
            network.Given(curves[0], 0.3, new() { Seed = seed }).Draws.Select(draw => draw.Structure);
        Assert.Equal(together[0].Draws.Select(draw => draw.Structure), Alone(seed: 1));
        Assert.NotEqual(together[0].Draws.Select(draw => draw.Structure), Alone(seed: 2));
        Assert.Equal(network.Given(curves[0], 0.7).Structures.Decisions, together[0].Under(0.7).Structures.Decisions);
    }

    /// <summary>A network that is fed no lambda would answer alike at all of them, but for the prior that is added.</summary>
    [Fact]
    public void The_evidence_that_it_finds_depends_on_lambda()
    {
        using StructureNetwork network = Disturbed(ColumnFamily.Of(5));
        double Evidence(double lambda) =>
            Math.Log(Probabilities(network, lambda)[new(0b10)]) - network.Family.LogPrior(new(0b10), lambda);
        Assert.True(Math.Abs(Evidence(0.2) - Evidence(0.8)) > 1e-3);
    }

    [Fact]
    public void The_scale_of_a_curve_changes_nothing_but_the_token_of_scale()
    {
        Measurement curve = CurveOf(ColumnFamily.Of(3));
        Measurement large = curve.WithValues(curve.Y.Select(y => 1e200 * y));
        var batch = new CurveBatch([curve, large, curve.WithValues(new double[curve.Count])]);
        int points = curve.Count;
        float[] second = batch.Values[points..(2 * points)];
        Assert.All(batch.Values[..points].Zip(second), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(200 * Math.Log(10), batch.LogScales[1] - batch.LogScales[0], 1e-3);
        Assert.All(batch.Values, value => Assert.True(float.IsFinite(value)));
        Assert.All(batch.LogScales, scale => Assert.True(float.IsFinite(scale)));
    }

    [Fact]
    public void A_curve_of_another_design_is_refused()
    {
        using var network = new StructureNetwork(ColumnFamily.Of(3), Small);
        string other = Assert.Throws<ArgumentException>(() => network.Given(new Measurement([1, 2], [1, 2]))).Message;
        Assert.Contains("has 2 points", other);
        StructureFamily weighted = ColumnFamily.Of(3, ColumnFamily.Grid.X.Select(x => 2 + x));
        using var second = new StructureNetwork(weighted, Small);
        Assert.Contains("sigmas", Assert.Throws<ArgumentException>(() => second.Given(ColumnFamily.Grid)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Given(ColumnFamily.Grid, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Given(ColumnFamily.Grid, 0.5, new() { Draws = 0 }));
        Assert.Throws<ArgumentException>(() => new StructureNetwork(ColumnFamily.Of(3), new() { Width = 10, Heads = 4 }));
    }

    private static StructureFamily FamilyOf(string name) => name == "mixed" ? MixedFamily.Of() : ColumnFamily.Of(5);

    private static Measurement CurveOf(StructureFamily family) =>
        family.Simulate(new RandomStream(seed: 2, chain: 0, replica: 0)).Curve;

    /// <summary>A network whose every weight was moved, as by a training.</summary>
    private static StructureNetwork Disturbed(StructureFamily family)
    {
        var network = new StructureNetwork(family, Small);
        using IDisposable constant = no_grad();
        foreach ((int index, TorchSharp.Modules.Parameter parameter) in network.Module.parameters().Index())
        {
            var random = new RandomStream(seed: 8, chain: 0, replica: index);
            float[] moves = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(0.1 * random.NextNormal()))];
            parameter.add_(tensor(moves, parameter.shape));
        }

        return network;
    }

    private static Dictionary<Structure, double> Probabilities(StructureNetwork network, double lambda)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Structure[] all = [.. network.Family.Layout.All()];
        CurveEncoding encoding = network.Module.Encode(new([CurveOf(network.Family)])).Of(zeros(all.Length, dtype: int64));
        float[] found = network.Module
            .CrossEntropies(encoding, new(network.Family, all, [.. Enumerable.Repeat(lambda, all.Length)]))
            .data<float>().ToArray();
        return all.Zip(found, (structure, entropy) => (structure, Math.Exp(-entropy))).ToDictionary();
    }
}
