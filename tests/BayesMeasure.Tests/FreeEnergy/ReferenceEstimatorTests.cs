using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>
/// A normal reference against a normal posterior Z N(shift, 1), of which weights and evidence are known: what the estimators
/// find, and when they leave themselves out.
/// </summary>
public class ReferenceEstimatorTests
{
    private const double LogEvidence = -1234.5;
    private const int Chains = 4;
    private const int Sweeps = 500;

    private static ReferenceWeights Weights(
        double shift, double width, int count = 2000, double persistence = 0, double offset = 0)
    {
        var random = new RandomStream(seed: 7, chain: 0, replica: 0);
        double[] reference = [.. Enumerable.Range(0, count).Select(_ => Weight(width * random.NextNormal(), shift, width))];
        double[][] points = [.. Enumerable.Range(0, Chains).Select(chain => Chain(random, persistence, shift + offset * chain))];
        return new(
            reference,
            [.. points.Select(chain => Array.ConvertAll(chain, point => Weight(point, shift, width)))],
            [.. points.Select(chain => Array.ConvertAll(chain, point => -0.5 * (point - shift) * (point - shift)))]);
    }

    private static double[] Chain(RandomStream random, double persistence, double shift)
    {
        double[] points = new double[Sweeps];
        double now = random.NextNormal();
        for (int i = 0; i < Sweeps; i++)
        {
            now = persistence * now + Math.Sqrt(1 - persistence * persistence) * random.NextNormal();
            points[i] = now + shift;
        }

        return points;
    }

    private static double Weight(double point, double shift, double width) =>
        LogEvidence - 0.5 * (point - shift) * (point - shift) + 0.5 * point * point / (width * width) + Math.Log(width);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1.3)]
    [InlineData(1.5, 1.2)]
    public void Both_find_the_evidence(double shift, double width)
    {
        ReferenceWeights weights = Weights(shift, width);
        FreeEnergyEstimate[] estimates = [new PosteriorBridge().Estimate(weights), new ImportanceSampling().Estimate(weights)];
        Assert.All(estimates, estimate =>
        {
            double tolerance = 4 * estimate.StandardError + 1e-9;
            Assert.InRange(estimate.LogEvidence - LogEvidence, -tolerance, tolerance);
            Assert.True(estimate.Fitness!.IsUsable, estimate.Fitness.Text);
        });
    }

    /// <summary>The mean of p q / (p + q) for two unit normals at a distance of 2, by quadrature.</summary>
    [Fact]
    public void The_overlap_is_that_of_the_densities()
    {
        const double step = 0.001;
        double exact = 0;
        for (double x = -10; x < 12; x += step)
        {
            double q = Math.Exp(-0.5 * x * x), p = Math.Exp(-0.5 * (x - 2) * (x - 2));
            exact += p * q / (p + q) * step / Math.Sqrt(2 * Math.PI);
        }

        Assert.Equal(exact, BridgeEquation.Solve(Weights(2, 1, count: 20_000)).Overlap, 0.02);
    }

    [Fact]
    public void Equal_weights_are_the_evidence_itself()
    {
        ReferenceWeights weights = Weights(0, 1);
        Assert.Equal(LogEvidence, BridgeEquation.Solve(weights).LogEvidence, 1e-8);
        Assert.Equal(0.5, BridgeEquation.Solve(weights).Overlap, 1e-8);
    }

    [Fact]
    public void Draws_that_persist_have_a_wider_error() => Assert.InRange(
        new PosteriorBridge().Estimate(Weights(1.5, 1, persistence: 0.95)).StandardError
            / new PosteriorBridge().Estimate(Weights(1.5, 1)).StandardError,
        1.5,
        8);

    [Fact]
    public void A_reference_far_away_is_left_out_by_both()
    {
        ReferenceWeights weights = Weights(7, 1);
        AssertLeftOut(new PosteriorBridge().Estimate(weights), "overlap");
        AssertLeftOut(new ImportanceSampling().Estimate(weights), "");
    }

    [Fact]
    public void A_reference_that_is_too_narrow_is_left_out_of_importance_sampling()
    {
        FreeEnergyEstimate estimate = new ImportanceSampling().Estimate(Weights(0, 0.5));
        AssertLeftOut(estimate, "");
    }

    [Fact]
    public void Chains_that_disagree_leave_the_bridge_out() =>
        AssertLeftOut(new PosteriorBridge().Estimate(Weights(0, 1.2, offset: 0.6)), "R-hat");

    [Fact]
    public void A_reference_none_of_whose_draws_is_possible_is_left_out()
    {
        ReferenceWeights right = Weights(0, 1);
        var weights = new ReferenceWeights(
            [.. Enumerable.Repeat(double.NegativeInfinity, 100)], right.Posterior, right.Posterior);
        AssertLeftOut(new PosteriorBridge().Estimate(weights), "no draw");
        AssertLeftOut(new ImportanceSampling().Estimate(weights), "");
    }

    [Fact]
    public void A_mode_that_the_reference_misses_leaves_importance_sampling_out()
    {
        // A tenth of the posterior is in a mode where the reference has no draw.
        ReferenceWeights right = Weights(0, 1.1);
        double[][] missed = [.. right.Posterior.Select(chain => chain.Select((w, i) => i % 10 == 0 ? w + 30 : w).ToArray())];
        AssertLeftOut(
            new ImportanceSampling().Estimate(new(right.Reference, missed, right.Posterior)), "10 % of the posterior");
    }

    private static void AssertLeftOut(FreeEnergyEstimate estimate, string reason)
    {
        Assert.False(estimate.Fitness!.IsUsable, $"{estimate} {estimate.Fitness}");
        Assert.Contains(reason, estimate.Fitness.Text, StringComparison.Ordinal);
    }
}
