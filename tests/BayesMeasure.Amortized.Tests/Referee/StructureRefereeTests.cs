using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Referee;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Tests.Referee;

[Collection(TorchGroup.Name)]
public class StructureRefereeTests
{
    private const double Lambda = 0.4;

    private static readonly NetworkOptions Small = new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 };

    /// <summary>
    /// The prior as a network: its draws are corrected to the exact posterior, and log Z is that of all structures.
    /// </summary>
    [Fact]
    public void An_answer_is_corrected_to_the_exact_posterior()
    {
        StructureFamily family = ColumnFamily.Of(4);
        using var network = new StructureNetwork(family, Small);
        double pulls = 0;
        foreach (int index in Enumerable.Range(0, 10))
        {
            Measurement curve = CurveOf(family, index);
            StructureDistribution exact = family.Posterior(curve, Lambda);
            RefereedAnswer refereed = network.Given(curve, Lambda, new() { Draws = 20_000, Seed = (ulong)index }).Refereed();
            double total = family.EvidenceOf(curve).Of(exact.Structures[0].Structure).LogEvidence
                + family.LogPrior(exact.Structures[0].Structure, Lambda) - Math.Log(exact.Structures[0].Probability);
            double pull = (refereed.LogEvidence.LogEvidence - total) / refereed.LogEvidence.StandardError;
            Assert.InRange(pull, -5, 5);
            pulls += pull / 10;
            double error = 5 * refereed.LogEvidence.StandardError;
            Assert.All(exact.Decisions.Zip(refereed.Structures.Decisions), pair => Assert.Equal(pair.First, pair.Second, error));
        }

        Assert.InRange(pulls, -4 / Math.Sqrt(10), 4 / Math.Sqrt(10));
    }

    [Fact]
    public void Weights_without_the_prior_are_found_out()
    {
        StructureFamily family = ColumnFamily.Of(4);
        StructureFamily broken = family with { Prior = StructurePrior.Penalised(0, 0.05) };
        using var network = new StructureNetwork(family, Small);
        Measurement curve = CurveOf(family, 1);
        IReadOnlyList<double> exact = family.Posterior(curve, Lambda).Decisions;
        IReadOnlyList<double> wrong = broken.Posterior(curve, Lambda).Decisions;
        IReadOnlyList<double> right = network.Given(curve, Lambda, new() { Draws = 20_000 }).Refereed().Structures.Decisions;
        Assert.True(exact.Zip(right, (a, b) => Math.Abs(a - b)).Max() < 0.05);
        Assert.True(exact.Zip(wrong, (a, b) => Math.Abs(a - b)).Max() > 0.05);
    }

    [Fact]
    public void An_answer_that_misses_the_posterior_is_refused()
    {
        StructureFamily family = ColumnFamily.Of(10);
        using var network = new StructureNetwork(family, Small);
        double[] sum = new double[ColumnFamily.Points];
        foreach (double[] column in ColumnFamily.Values(10))
        {
            sum = [.. sum.Zip(column, (total, value) => total + value)];
        }

        Measurement sharp = ColumnFamily.Grid.WithValues(sum.Index().Select(point => point.Item + 0.01 * (point.Index % 3 - 1)));
        RefereedAnswer refereed = network.Given(sharp, 0.5).Refereed();
        Assert.Equal(AnswerVerdict.Refused, refereed.Verdict);
        Assert.StartsWith("refused: ESS/S 0.0", refereed.ToString());
    }

    private static Measurement CurveOf(StructureFamily family, int index) =>
        family.Simulate(new RandomStream(seed: 6, chain: 0, replica: index)).Curve;
}
