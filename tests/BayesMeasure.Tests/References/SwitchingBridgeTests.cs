using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.References;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// log Z of two alike components from exact draws: the estimators are right within true errors, and their broken twins are not.
/// </summary>
public class SwitchingBridgeTests(ITestOutputHelper output)
{
    private const int Chains = 4;
    private const int Fitted = 200;
    private const int Recorded = 250;
    private const int Drawn = 1000;
    private const double MostErrors = 4;

    private static readonly IReferenceEstimator[] Estimators = [new PosteriorBridge(), new ImportanceSampling()];

    private static ReferenceWeights WeightsOf(ulong seed, int drawn = Drawn)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        FittedReference reference =
            ReferenceFit.Of(SwitchingProblem.Target, SwitchingProblem.Collect(random, Chains, Fitted), seed)!;
        return new ReferenceSample(SwitchingProblem.Target, reference, seed)
            .Weights(SwitchingProblem.Record(random, Chains, Recorded), drawn, threads: 1);
    }

    private static double Score(FreeEnergyEstimate estimate) =>
        (estimate.LogEvidence - SwitchingProblem.LogEvidence) / estimate.StandardError;

    [Fact]
    public void Both_estimators_find_the_evidence_and_are_used()
    {
        ReferenceWeights weights = WeightsOf(seed: 1);
        Assert.All(Estimators, estimator =>
        {
            FreeEnergyEstimate estimate = estimator.Estimate(weights);
            output.WriteLine($"{estimate} {estimate.Fitness}");
            Assert.InRange(estimate.StandardError, 0.001, 0.05);
            Assert.InRange(Score(estimate), -MostErrors, MostErrors);
            Assert.True(estimate.Fitness!.IsUsable, estimate.Fitness.Text);
        });
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void Error_bars_of_two_hundred_seeds_are_true()
    {
        const int seeds = 200;
        double[][] scores = [.. Estimators.Select(_ => new double[seeds])];
        for (int seed = 0; seed < seeds; seed++)
        {
            ReferenceWeights weights = WeightsOf((ulong)seed + 100);
            for (int i = 0; i < Estimators.Length; i++)
            {
                scores[i][seed] = Score(Estimators[i].Estimate(weights));
            }
        }

        Assert.All(scores, values =>
        {
            (double mean, double deviation) = (values.Mean(), values.StandardDeviation());
            int within = values.Count(score => Math.Abs(score) < 1);
            output.WriteLine(FormattableString.Invariant(
                $"mean {mean:F2}, deviation {deviation:F2}, within 1: {within}, within 2: {values.Count(s => Math.Abs(s) < 2)}"));
            Assert.InRange(mean, -MostErrors / Math.Sqrt(seeds), MostErrors / Math.Sqrt(seeds));

            // The bridge takes the largest of four errors, so that its scores are a little too small.
            Assert.InRange(deviation, 0.7, 1 + MostErrors / Math.Sqrt(2.0 * seeds));
        });
    }

    [Fact]
    public void A_twin_that_forgets_the_factorial_is_rejected()
    {
        ReferenceWeights right = WeightsOf(seed: 2);
        ReferenceWeights broken = Mapped(right, weight => weight - Math.Log(2));
        Assert.All(Estimators, estimator => Assert.True(Math.Abs(Score(estimator.Estimate(broken))) > MostErrors));
    }

    [Fact]
    public void A_twin_that_draws_again_what_is_out_of_order_is_rejected()
    {
        const int many = 8 * Drawn;
        ReferenceWeights right = WeightsOf(seed: 3, many);
        double[] kept = [.. right.Reference.Where(double.IsFinite)];
        Assert.InRange(kept.Length, many / 2, many - many / 50);
        var broken = new ReferenceWeights(kept, right.Posterior, right.Posterior);
        Assert.All(Estimators, estimator => Assert.True(Score(estimator.Estimate(broken)) > MostErrors));
    }

    private static ReferenceWeights Mapped(ReferenceWeights weights, Func<double, double> change) => new(
        [.. weights.Reference.Select(change)],
        [.. weights.Posterior.Select(chain => chain.Select(change).ToArray())],
        weights.Posterior);
}
