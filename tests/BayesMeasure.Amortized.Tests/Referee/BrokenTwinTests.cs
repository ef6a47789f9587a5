using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Referee;

namespace BayesMeasure.Amortized.Tests.Referee;

/// <summary>
/// Answers over many simulated curves against what the curves were made of. For the right ones the sum of (truth - probability) h
/// is 0 but for chance, whatever h is of curve and lambda; it is asked for h = 1, the log odds of lambda, and the probability
/// itself.
/// </summary>
[Collection(TorchGroup.Name)]
public class BrokenTwinTests
{
    private const int Few = 300;
    private const int Many = 1000;
    private const double Accepted = 4;
    private const double Rejected = 5;

    private static readonly StructureFamily Family = ColumnFamily.Of(5);
    private static readonly AnswerOptions Draws = new() { Draws = 4 };

    [Fact]
    public void Right_answers_pass() => Assert.InRange(Score(Family, Few, Refereed), 0, Accepted);

    [Fact]
    public void A_noise_stream_that_is_used_once_passes() =>
        Assert.InRange(Score(Simulator(isTwice: false), Many, Exact), 0, Accepted);

    [Fact]
    public void Weights_without_the_prior_are_found_out() =>
        Assert.True(Score(Family, Few, (one, network) =>
            network.Given(one.Curve, one.Lambda, Draws).Under(new Flat()).Refereed().Structures) > Rejected);

    [Fact]
    public void A_prior_that_is_counted_twice_is_found_out() => Assert.True(Score(Family, Few, (one, network) =>
        network.Given(one.Curve, Squared(one.Lambda), Draws).Refereed().Structures) > Rejected);

    [Fact]
    public void A_lambda_that_is_not_fed_is_found_out() =>
        Assert.True(Score(Family, Few, (one, network) => network.Given(one.Curve, 0.5, Draws).Refereed().Structures) > Rejected);

    [Fact]
    public void A_noise_stream_that_is_used_twice_is_found_out() =>
        Assert.True(Score(Simulator(isTwice: true), Many, Exact) > Rejected);

    /// <summary>
    /// The conjugate model written out. Where the stream is used twice, neighbours have the same noise: each value by itself is
    /// as it should be.
    /// </summary>
    private static StructureFamily Simulator(bool isTwice) => StructureFamily.Simulated(
        Family.Design,
        Family.Parts,
        (structure, points, random) =>
        {
            double level = Math.Sqrt(0.5 / random.NextGamma(3));
            double[] values = [.. points.X.Select(_ => level * random.NextNormal())];
            for (int i = 1; isTwice && i < values.Length; i += 2)
            {
                values[i] = values[i - 1];
            }

            foreach ((int column, double[] curve) in ColumnFamily.Values(Family.Decisions).Index())
            {
                double coefficient = structure.Has(column) ? 2 * level * random.NextNormal() : 0;
                values = [.. values.Zip(curve, (value, element) => value + coefficient * element)];
            }

            return values;
        });

    private static StructureDistribution Refereed(SimulatedCurve one, StructureNetwork network) =>
        network.Given(one.Curve, one.Lambda, Draws).Refereed().Structures;

    private static StructureDistribution Exact(SimulatedCurve one, StructureNetwork network) =>
        network.Family.Posterior(one.Curve, one.Lambda);

    /// <summary>The largest of the sums, in units of its standard error over curves.</summary>
    private static double Score(
        StructureFamily simulated, int curves, Func<SimulatedCurve, StructureNetwork, StructureDistribution> answer)
    {
        using var network = new StructureNetwork(Family, new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 });
        Func<double, double, double>[] factors =
            [(_, _) => 1, (lambda, _) => Math.Log(lambda / (1 - lambda)), (_, probability) => probability - 0.5];
        double[] sums = new double[factors.Length];
        double[] squares = new double[factors.Length];
        foreach (SimulatedCurve one in SimulationPurpose.Judgement.Simulate(simulated, seed: 12, step: 0, curves))
        {
            IReadOnlyList<double> probabilities = answer(one, network).Decisions;
            for (int i = 0; i < factors.Length; i++)
            {
                double score = probabilities.Index().Sum(decision =>
                    ((one.Structure.Has(decision.Index) ? 1 : 0) - decision.Item) * factors[i](one.Lambda, decision.Item));
                sums[i] += score;
                squares[i] += score * score;
            }
        }

        return sums.Zip(squares, (sum, square) => Math.Abs(sum) / Math.Sqrt(square)).Max();
    }

    private static double Squared(double lambda) => lambda * lambda / (lambda * lambda + (1 - lambda) * (1 - lambda));

    /// <summary>All structures equally probable, whatever lambda is: what weights are without p(M | lambda).</summary>
    private sealed record Flat : StructurePrior
    {
        public override IReadOnlyList<double> LogProbabilities(
            IReadOnlyList<StructurePart> parts, ReadOnlySpan<int> chosen, double lambda)
        {
            int options = parts[chosen.Length].Options.Count;
            return [.. Enumerable.Repeat(-Math.Log(options), options)];
        }

        public override string ToString() => "all structures equally probable";
    }
}
