using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Referee;
using BayesMeasure.Comparison;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Tests.Referee;

[Collection(TorchGroup.Name)]
public class StructureRefereeTests
{
    private const double Lambda = 0.4;

    private static readonly NetworkOptions Small = new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 };

    /// <summary>
    /// The prior as a network: its draws are corrected to the exact posterior, and log Z is that of all structures, whether all
    /// is drawn or a part is weighed one by one.
    /// </summary>
    [Theory]
    [InlineData(0, 20_000)]
    [InlineData(2, 2_000)]
    public void An_answer_is_corrected_to_the_exact_posterior(int enumerated, int draws)
    {
        const int Curves = 10;
        StructureFamily family = ColumnFamily.Of(5);
        using var network = new StructureNetwork(family, Small);
        double pulls = 0;
        foreach (int index in Enumerable.Range(0, Curves))
        {
            Measurement curve = CurveOf(family, index);
            StructureDistribution exact = family.Posterior(curve, Lambda);
            RefereedAnswer refereed = network.Given(curve, Lambda, new() { Draws = draws, Seed = (ulong)index })
                .Refereed(enumerated: enumerated);
            Assert.InRange(refereed.Enumerated, enumerated, 31);
            double error = refereed.LogEvidence.StandardError;
            double pull = (refereed.LogEvidence.LogEvidence - LogEvidence(family, curve, exact)) / error;
            Assert.InRange(pull, -5, 5);
            pulls += pull / Curves;
            Assert.All(
                exact.Decisions.Zip(refereed.Structures.Decisions),
                pair => Assert.InRange(pair.Second - pair.First, -5 * error, 5 * error));
        }

        Assert.InRange(pulls, -4 / Math.Sqrt(Curves), 4 / Math.Sqrt(Curves));
    }

    [Fact]
    public void An_answer_whose_structures_are_all_weighed_is_exact()
    {
        StructureFamily family = ColumnFamily.Of(4);
        using var network = new StructureNetwork(family, Small);
        Measurement curve = CurveOf(family, 3);
        RefereedAnswer refereed = network.Given(curve, Lambda).Refereed();
        Assert.Equal((16, 0, 1), (refereed.Enumerated, refereed.Missed, refereed.EffectiveShare));
        RequireSame(family.Posterior(curve, Lambda), refereed.Structures);
        RequireSame(family.Posterior(curve, 0.8), refereed.Under(0.8).Structures);
        StructurePrior sparse = StructurePrior.Penalised();
        RequireSame((family with { Prior = sparse }).Posterior(curve, Lambda), refereed.Under(sparse).Structures);
        Assert.Equal(16, refereed.Evidence.Count);
    }

    /// <summary>An untrained network is the prior, so that its draws under another one are this one.</summary>
    [Fact]
    public void Another_prior_weighs_the_draws_anew()
    {
        StructureFamily family = ColumnFamily.Of(4);
        using var network = new StructureNetwork(family, Small);
        StructurePrior sparse = StructurePrior.Penalised(strength: 1, probability: 0.3);
        StructureAnswer answer = network.Given(CurveOf(family, 0), Lambda, new() { Draws = 20_000 });
        StructureAnswer other = answer.Under(sparse);
        Assert.Equal(1, answer.EffectiveShare, 9);
        Assert.InRange(other.EffectiveShare, 0.1, 0.9);
        double on = 1 / (1 + Math.Exp(0.6 - Math.Log(0.3 / 0.7)));
        Assert.All(other.Structures.Decisions, probability => Assert.Equal(on, probability, 0.02));
        Assert.Equal(sparse, other.Under(0.7).Family.Prior);
        var none = new Forbidding();
        Assert.Contains("None of the 256", Assert.Throws<InvalidOperationException>(() =>
            network.Given(CurveOf(family, 0), 0.9).Under(none)).Message);
    }

    [Fact]
    public void An_answer_that_misses_the_posterior_is_refused()
    {
        StructureFamily family = ColumnFamily.Of(10);
        using var network = new StructureNetwork(family, Small);
        RefereedAnswer refereed = network.Given(AllColumns(), 0.5).Refereed(enumerated: 0);
        Assert.Equal(AnswerVerdict.Refused, refereed.Verdict);
        Assert.StartsWith("refused: ESS/S 0.0", refereed.ToString());
    }

    /// <summary>
    /// A network that is sure of nothing but noise draws nothing else; a search from there comes to the posterior.
    /// </summary>
    [Fact]
    public void A_confident_wrong_answer_is_caught()
    {
        StructureFamily family = ColumnFamily.Of(10);
        using var network = new StructureNetwork(family, Small);
        using (no_grad())
        {
            network.Module.named_parameters().Single(one => one.name.EndsWith("evidence.bias", StringComparison.Ordinal))
                .parameter.fill_(-12);
        }

        StructureAnswer answer = network.Given(AllColumns(), 0.5);
        Assert.All(answer.Structures.Decisions, probability => Assert.True(probability < 0.01));
        Assert.Equal(AnswerVerdict.Amortised, answer.Verdict);
        RefereedAnswer refereed = answer.Refereed();
        StructureDistribution exact = family.Posterior(AllColumns(), 0.5);
        Assert.InRange(exact.Decisions.Average(), 0.8, 1);
        Assert.All(exact.Decisions.Zip(refereed.Structures.Decisions), pair => Assert.Equal(pair.First, pair.Second, 0.02));
    }

    [Fact]
    public void What_is_worth_it_is_compared_by_another_method()
    {
        StructureFamily family = StructureFamily.Of(
            CurveDesign.Fixed(ColumnFamily.Grid),
            [
                StructurePart.Optional(
                    "level", ForwardModel.Function((double x, double a) => a), new Prior { ["a"] = Prior.Normal(0, 2) }),
                StructurePart.Optional(
                    "trend", ForwardModel.Function((double x, double b) => b * x), new Prior { ["b"] = Prior.Normal(0, 2) }),
                StructurePart.Optional(
                    "bend", ForwardModel.Function((double x, double c) => c * x * x), new Prior { ["c"] = Prior.Normal(0, 2) }),
            ],
            GaussianNoise.Known(0.5),
            ForwardModel.Function((double x, double d) => d * x * x * x),
            new Prior { ["d"] = Prior.Normal(0, 2) });
        using var network = new StructureNetwork(family, Small);
        Measurement curve = CurveOf(family, 1);
        RefereedAnswer refereed = network.Given(curve, Lambda).Refereed(new ConjugateLinear { Draws = 2 });
        ModelComparison compared = refereed.Compare(new ConjugateLinear { Draws = 2 });
        Assert.Equal(8, refereed.WorthComparing.Count);
        Assert.All(family.Posterior(curve, Lambda, new ConjugateLinear { Draws = 2 }).Structures, one => Assert.Equal(
            one.Probability, compared.Models.Single(model => model.Name == one.Name).Probability, 6));
        Assert.Contains("no models", Assert.Throws<NotSupportedException>(() => ColumnFamily.Of(3).ModelsOf([new(1)])).Message);
    }

    private static void RequireSame(StructureDistribution expected, StructureDistribution found)
    {
        Assert.All(expected.Decisions.Zip(found.Decisions), pair => Assert.Equal(pair.First, pair.Second, 9));
        Assert.Equal(expected.Entropy, found.Entropy, 9);
    }

    private static double LogEvidence(StructureFamily family, Measurement curve, StructureDistribution exact)
    {
        WeighedStructure best = exact.Structures[0];
        return family.EvidenceOf(curve).Of(best.Structure).LogEvidence + family.LogPrior(best.Structure, Lambda)
            - Math.Log(best.Probability);
    }

    /// <summary>A curve that has every column of ten, nearly without noise.</summary>
    private static Measurement AllColumns()
    {
        double[] sum = new double[ColumnFamily.Points];
        foreach (double[] column in ColumnFamily.Values(10))
        {
            sum = [.. sum.Zip(column, (total, value) => total + value)];
        }

        return ColumnFamily.Grid.WithValues(sum.Index().Select(point => point.Item + 0.01 * (point.Index % 3 - 1)));
    }

    private static Measurement CurveOf(StructureFamily family, int index) =>
        family.Simulate(new RandomStream(seed: 6, chain: 0, replica: index)).Curve;

    /// <summary>A prior that rules everything out.</summary>
    private sealed record Forbidding : StructurePrior
    {
        public override IReadOnlyList<double> LogProbabilities(
            IReadOnlyList<StructurePart> parts, ReadOnlySpan<int> chosen, double lambda) =>
            [.. parts[chosen.Length].Options.Select(_ => double.NegativeInfinity)];

        public override string ToString() => "nothing is possible";
    }
}
