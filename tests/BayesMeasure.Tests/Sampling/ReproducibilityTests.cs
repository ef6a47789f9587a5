using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>A run whose recorded sweeps are run once more gives the same numbers, unless its model is to blame.</summary>
public class ReproducibilityTests
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 2,
        Rungs = 5,
        BurnInSweeps = 100,
        Sweeps = 300,
        Threads = 3,
    };

    private static readonly Prior Prior = new() { ["a"] = Prior.Normal(0, 1), ["b"] = Prior.Gamma(2, 2) };

    [Fact]
    public void A_good_model_is_reproducible_from_many_threads_to_one()
    {
        ReproducibilityReport report = ReproducibilityReport.Of(new ReplicaExchange(Options).Run(PeakProblem.Create()));
        Assert.True(report.IsIdentical, report.ToString());
        Assert.Equal(300, report.Sweeps);
        Assert.StartsWith("Identical", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Part_of_a_run_can_be_checked()
    {
        Result result = new ReplicaExchange(Options).Run(PeakProblem.Create());
        Assert.Equal(new ReproducibilityReport(20, null), ReproducibilityReport.Of(result, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReproducibilityReport.Of(result, 301));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReproducibilityReport.Of(result, 1));
    }

    [Fact]
    public void A_cancelled_run_is_reproducible_as_far_as_it_came()
    {
        using var source = new CancellationTokenSource();
        var progress = new Reporter(state =>
        {
            if (state.Step == 350)
            {
                source.Cancel();
            }
        });
        ReproducibilityReport report =
            ReproducibilityReport.Of(new ReplicaExchange(Options).Run(PeakProblem.Create(), progress, source.Token));
        Assert.Equal(new ReproducibilityReport(250, null), report);
    }

    [Fact]
    public void A_model_with_a_state_that_replicas_share_is_caught()
    {
        double drift = 0;
        var target = new LogLikelihoodTarget(Prior, values => -values[0] * values[0] - values[1] + (drift += 1e-9));
        AssertCaught(new ReplicaExchange(Options with { Threads = 1 }).Run(target));
    }

    [Fact]
    public void A_model_with_random_numbers_of_its_own_is_caught()
    {
        var target =
            new LogLikelihoodTarget(Prior, values => -values[0] * values[0] - values[1] + 1e-12 * Random.Shared.NextDouble());
        AssertCaught(new ReplicaExchange(Options with { Threads = 1 }).Run(target));
    }

    [Fact]
    public void The_first_difference_is_named()
    {
        int evaluations = 0;
        int from = int.MaxValue;
        var target =
            new LogLikelihoodTarget(Prior, values => -values[0] * values[0] - values[1] + (evaluations++ >= from ? 1e-3 : 0));
        Result result = new ReplicaExchange(Options with { Threads = 1 }).Run(target);
        from = evaluations + 2500;
        ReproducibilityReport report = ReproducibilityReport.Of(result);
        ReproducibilityDifference difference = report.First!;
        Assert.InRange(difference.Sweep, 1, 250);
        Assert.Equal("log likelihood", difference.Quantity);
        Assert.Equal(1e-3, difference.Repeated - difference.Recorded, 1e-9);
        Assert.Matches(@"^log likelihood was -.* and came out as -.* \(chain [12], rung [1-5], recorded sweep \d+\)$",
            report.FirstDifference);
    }

    [Fact]
    public void A_result_that_was_not_sampled_by_replica_exchange_is_refused()
    {
        Result result = new ReplicaExchange(Options).Run(PeakProblem.Create());
        LadderRun forgetful = LadderRun.Of(result) with { Recorded = null };
        Assert.Throws<ArgumentException>(() => ReproducibilityReport.Of(result with { Report = forgetful }));
    }

    private static void AssertCaught(Result result)
    {
        ReproducibilityReport report = ReproducibilityReport.Of(result);
        Assert.False(report.IsIdentical);
        Assert.StartsWith("Not reproducible: ", report.ToString(), StringComparison.Ordinal);
    }
}
