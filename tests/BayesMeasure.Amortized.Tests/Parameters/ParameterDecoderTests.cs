using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Tests.Structures;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Tests.Parameters;

[Collection(TorchGroup.Name)]
public class ParameterDecoderTests
{
    private static readonly NetworkOptions Small = new()
    {
        Width = 16,
        Heads = 2,
        EncoderLayers = 1,
        DecoderLayers = 1,
        ParameterLayers = 1,
        ParameterWidth = 16,
    };

    private static readonly StructureFamily Family = MixedFamily.Of();

    [Fact]
    public void An_untrained_network_draws_from_the_prior()
    {
        const int Draws = 2000;
        using var network = new StructureNetwork(Family, Small);
        Structure structure = Family.StructureOf("on", "2", "offset");
        ParameterDraws draws = network.Given(CurveOf(1), 0.5, new() { Draws = Draws }).Parameters(structure);
        double Kolmogorov(string name, Func<double, double> cumulative) => draws[name].Order()
            .Select((value, i) => Math.Abs(cumulative(value) - (i + 0.5) / Draws)).Max() * Math.Sqrt(Draws);
        Assert.InRange(Kolmogorov("line.slope", value => MathNet.Numerics.Distributions.Normal.CDF(0, 1, value)), 0, 1.95);
        Assert.InRange(Kolmogorov("noise", value => Math.Log(value / 0.05) / Math.Log(10)), 0, 1.95);

        // The smaller and the larger of two positions that are uniform.
        Assert.InRange(Kolmogorov("peak.center[1]", value => 1 - Math.Pow(1 - value / 3, 2)), 0, 1.95);
        Assert.InRange(Kolmogorov("peak.center[2]", value => Math.Pow(value / 3, 2)), 0, 1.95);
        Assert.Throws<KeyNotFoundException>(() => draws["peak.center[3]"]);
    }

    [Fact]
    public void Draws_are_what_the_prior_allows_whatever_the_weights()
    {
        using StructureNetwork network = Disturbed(0.5);
        ParameterDraws draws = network.Given(CurveOf(2), 0.5, new() { Draws = 500 }).Parameters();
        Assert.All(draws.Draws, draw => Assert.All(
            draw.Values.Zip(Family.ParameterNamesOf(draw.Structure)),
            value => Assert.True(!value.Second.Contains("width") || value.First is >= 0.05 and <= 0.5)));
        Assert.All(draws.Names.Where(name => name.Contains("center[")), name => Assert.All(
            draws[name], center => Assert.InRange(center, 0, 3)));
        Assert.All(draws.Predict([0, 1]), curve => Assert.All(curve, y => Assert.True(double.IsFinite(y))));
        Assert.Equal(1, draws.ShareWith("noise"));
        Assert.Equal(draws.Draws.Average(draw => draw.Structure.Has(0) ? 1.0 : 0), draws.ShareWith("line.slope"), 9);
        Assert.Contains("noise: ", draws.ToString());
    }

    [Fact]
    public void Draws_are_the_same_for_the_same_seed_and_alone_or_in_a_batch()
    {
        using StructureNetwork network = Disturbed(0.2);
        var options = new AnswerOptions { Draws = 20, Seed = 5 };
        IReadOnlyList<StructureAnswer> answers = network.Given([CurveOf(1), CurveOf(2)], 0.5, options);
        IReadOnlyList<ParameterDraws> together = network.ParametersOf(answers, options);
        ParameterDraws alone = answers[0].Parameters();
        Assert.All(alone.Draws.Zip(together[0].Draws), pair =>
        {
            Assert.Equal(pair.First.Structure, pair.Second.Structure);
            Assert.All(pair.First.Values.Zip(pair.Second.Values), value => Assert.Equal(value.First, value.Second, 1e-3));
        });
        Assert.NotEqual(together[0]["noise"], network.ParametersOf(answers, options with { Seed = 6 })[0]["noise"]);
    }

    /// <summary>What a structure lacks changes nothing of what it has; where it is not hidden, it does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unknowns_that_a_structure_lacks_are_hidden(bool isMasked)
    {
        using StructureNetwork network = Disturbed(0.3);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        ParameterDecoder decoder = network.Module.Parameters!;
        Structure structure = Family.StructureOf("on", "1", "flat");
        int[] own = Family.Parameters!.SlotsOf(structure);
        int count = Family.Parameters.Count;
        Tensor taken = tensor(Enumerable.Range(0, Family.Decisions).Select(i => structure.Has(i) ? 1f : 0f).ToArray())
            .unsqueeze(0);
        CurveEncoding encoding = network.Module.Encode(new([CurveOf(3)]));
        Tensor slots = tensor(own.Select(slot => (long)slot).ToArray());
        Tensor active = zeros(1, count);
        active.index_fill_(1, slots, 1);
        Tensor? mask = isMasked ? Attention.Mask(active) : null;
        Tensor Velocity(float lacking)
        {
            ParameterContext all = decoder.Given(encoding, taken, arange(count, dtype: int64), mask);
            Tensor noisy = full(1, count, lacking) * (1 - active) + 0.7 * active;
            return decoder.Velocity(all.Tokens, noisy, tensor([0.5f]), mask).index_select(1, slots);
        }

        ParameterContext few = decoder.Given(encoding, taken, slots, mask: null);
        Tensor alone = decoder.Velocity(few.Tokens, full(1, own.Length, 0.7f), tensor([0.5f]), mask: null);
        double apart = Math.Max(Distance(Velocity(0), Velocity(5)), Distance(Velocity(1), alone));
        Assert.True(isMasked ? apart < 1e-5 : apart > 1e-2, $"{apart}");
    }

    [Fact]
    public void The_loss_does_not_see_what_a_structure_lacks()
    {
        using StructureNetwork network = Disturbed(0.3);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        SimulatedCurve[] curves = SimulationPurpose.Training.Simulate(Family, seed: 1, step: 0, count: 4);
        CurveEncoding encoding = network.Module.Encode(new([.. curves.Select(one => one.Curve)]));
        ParameterTensors whole = new ParameterBatch(Family, curves, seed: 1, step: 0).ToTensors();
        ParameterTensors other = whole with { Values = whole.Values + 3 * (1 - whole.Active) };
        Tensor Losses(ParameterTensors parameters) => network.Module.Parameters!.Losses(encoding, parameters);
        Assert.True(Distance(Losses(whole), Losses(other)) < 1e-4);
        ParameterTensors unmasked = whole with { Active = ones_like(whole.Active) };
        Assert.True(Distance(Losses(whole), Losses(unmasked)) > 1e-2);
    }

    [Fact]
    public void A_network_that_was_saved_draws_the_same()
    {
        string path = Path.GetTempFileName();
        try
        {
            using StructureNetwork network = Disturbed(0.2);
            network.Save(path);
            using StructureNetwork opened = StructureNetwork.Open(path, Family);
            ParameterDraws Draws(StructureNetwork one) => one.Given(CurveOf(1), 0.5, new() { Draws = 10 }).Parameters();
            Assert.All(
                Draws(network)["noise"].Zip(Draws(opened)["noise"]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Parameters_that_nobody_knows_are_refused()
    {
        using var silent = new StructureNetwork(Family, Small with { ParameterLayers = 0 });
        Assert.Contains("parameter layers", Assert.Throws<NotSupportedException>(() =>
            silent.Given(CurveOf(1)).Parameters()).Message);
        StructureFamily own = StructureFamily.Simulated(
            Family.Design, Family.Parts, (_, points, random) => [.. points.X.Select(_ => random.NextNormal())]);
        using var network = new StructureNetwork(own, Small);
        Assert.Throws<NotSupportedException>(() => network.Given(CurveOf(1)).Parameters());
        Assert.Throws<ArgumentOutOfRangeException>(() => silent.Given(CurveOf(1), 0.5, new() { Steps = 1 }));
        Assert.Throws<ArgumentException>(() => new StructureNetwork(Family, Small with { ParameterWidth = 15 }));
    }

    [Fact]
    public void Parameters_of_a_linear_family_are_exact()
    {
        StructureFamily columns = ColumnFamily.Of(3);
        using var network = new StructureNetwork(columns, Small);
        SimulatedCurve one = SimulationPurpose.Judgement.Simulate(columns, seed: 3, step: 0, count: 1)[0];
        ParameterDraws draws = network.Given(one.Curve, one.Lambda, new() { Draws = 2000 }).Parameters(one.Structure);
        Func<RandomStream, double[]> exact = columns.ExactParameters(one.Curve, one.Structure)!;
        double[][] other = [.. Enumerable.Range(0, 2000).Select(i => exact(new(9, 0, i)))];
        double level = other.Average(draw => draw[^1]);
        double error = Math.Sqrt(other.Average(draw => (draw[^1] - level) * (draw[^1] - level)) / 1000);
        Assert.InRange(draws["noise"].Average() - level, -4 * error, 4 * error);
    }

    private static double Distance(Tensor left, Tensor right) => (left - right).abs().max().item<float>();

    private static Measurement CurveOf(int index) => Family.Simulate(new RandomStream(seed: 6, chain: 0, replica: index)).Curve;

    /// <summary>A network whose every weight was moved, as by a training.</summary>
    private static StructureNetwork Disturbed(double size)
    {
        var network = new StructureNetwork(Family, Small);
        using IDisposable constant = no_grad();
        foreach ((int index, TorchSharp.Modules.Parameter parameter) in network.Module.parameters().Index())
        {
            var random = new RandomStream(seed: 8, chain: 0, replica: index);
            float[] moves = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(size * random.NextNormal()))];
            parameter.add_(tensor(moves, parameter.shape));
        }

        return network;
    }
}
