using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Sampling;

/// <summary>A run ends at the first limit that is reached, says which, and is otherwise the start of a longer run.</summary>
public class StoppingTests
{
    private const int SweepsPerReport = 6;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 2,
        Rungs = 5,
        BurnInSweeps = 300,
        Sweeps = 20_000,
        Threads = 1,
    };

    private static readonly Prior Pair = new() { ["height"] = Prior.Normal(0, 1), ["center"] = Prior.Normal(0, 1) };

    private static LogLikelihoodTarget Target => new(Pair.Repeat(2), values => -values[1] * values[1] - values[3] * values[3]);

    [Fact]
    public void At_a_wanted_standard_error()
    {
        ReplicaExchangeOptions options = Options with { Reference = null, Until = new() { StandardError = 0.03 } };
        Result result = new ReplicaExchange(options).Run(Target);
        Assert.Equal(StopKind.StandardError, result.StopReason.Kind);
        Assert.InRange(result.FreeEnergy.StandardError, 0.015, 0.03);
        Assert.InRange(result.Draws.Count, 500, 10_000);
        Assert.Contains(FormattableString.Invariant($"after {result.Draws.Count:N0} sweeps"), result.StopReason.Text,
            StringComparison.Ordinal);
        Assert.False(result.IsPartial);
    }

    [Fact]
    public void At_a_wanted_number_of_effective_samples_of_every_ordered_component()
    {
        Result result = Run(new() { EffectiveSamples = 600, Parameters = ["center"] });
        Assert.Equal(StopKind.EffectiveSamples, result.StopReason.Kind);
        var convergence =
            result.Summary.Parameters.Where(p => p.Name is "center[1]" or "center[2]").Select(p => p.Convergence);
        double fewest = convergence.Min(c => Math.Min(c.BulkEffectiveSamples, c.TailEffectiveSamples));
        Assert.InRange(fewest, 600, 3000);
        Assert.All(convergence, c => Assert.InRange(c.RHat, 0, 1.05));
        Assert.Contains($" {fewest:F0} effective samples", result.StopReason.Text, StringComparison.Ordinal);
    }

    /// <summary>Neither parameter has a role that orders components: draws are relabelled, as in the summary.</summary>
    [Fact]
    public void At_a_wanted_number_of_effective_samples_of_relabelled_components()
    {
        Prior pair = new() { ["height"] = Prior.Normal(0, 1), ["place"] = Prior.Normal(0, 1) };
        var target = new LogLikelihoodTarget(pair.Repeat(2), values => -values[1] * values[1] - values[3] * values[3]);
        Result result = new ReplicaExchange(
            Options with { Until = new() { EffectiveSamples = 300, Parameters = ["place"] } }).Run(target);
        Assert.Equal(StopKind.EffectiveSamples, result.StopReason.Kind);
        Assert.Contains("relabelled", Assert.Single(result.Summary.Notes.Take(1)), StringComparison.Ordinal);
        double fewest = result.Summary.Parameters
            .Where(parameter => parameter.Name.StartsWith("place", StringComparison.Ordinal))
            .Min(parameter => parameter.Convergence.EffectiveSamples);
        Assert.Contains($" {fewest:F0} effective samples", result.StopReason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whichever_limit_comes_first()
    {
        Assert.Equal(StopKind.StandardError, Run(new() { StandardError = 0.05, EffectiveSamples = 1e6 }).StopReason.Kind);
        Assert.Equal(StopKind.EffectiveSamples, Run(new() { StandardError = 1e-6, EffectiveSamples = 50 }).StopReason.Kind);
        Result all = new ReplicaExchange(
            Options with { Sweeps = 700, Until = new() { StandardError = 1e-6, EffectiveSamples = 1e6 } }).Run(Target);
        Assert.Equal((StopKind.Sweeps, 700), (all.StopReason.Kind, all.Draws.Count));
        Assert.Equal("All 700 sweeps were done, and the wanted precision was not reached.", all.StopReason.Text);
    }

    [Fact]
    public void A_limit_that_is_reached_at_the_last_sweep_counts() =>
        Assert.Equal(
            StopKind.StandardError,
            new ReplicaExchange(Options with { Sweeps = 700, Until = new() { StandardError = 1 } })
                .Run(Target, new Reporter()).StopReason.Kind);

    [Fact]
    public void A_stopped_run_is_the_start_of_a_longer_one()
    {
        Result stopped = Run(new() { StandardError = 0.04 });
        Result longer = new ReplicaExchange(Options with { Sweeps = 2 * stopped.Draws.Count }).Run(Target);
        Assert.Equal(longer.Draws.Of(1)[1][..stopped.Draws.Count], stopped.Draws.Of(1)[1]);
        Result alike = new ReplicaExchange(Options with { Sweeps = stopped.Draws.Count }).Run(Target);
        Assert.Equal(alike.FreeEnergy.LogEvidence, stopped.FreeEnergy.LogEvidence);
        Assert.Equal(alike.FreeEnergy.StandardError, stopped.FreeEnergy.StandardError);
        Assert.Equal(LadderRun.Of(alike).Ladder.RoundTrips, LadderRun.Of(stopped).Ladder.RoundTrips);
    }

    [Fact]
    public void The_standard_error_of_a_run_without_round_trips_is_not_believed()
    {
        // A posterior so much narrower than the prior that no exchange succeeds between these two rungs.
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Uniform(0, 1) }, values => -1e12 * values[0] * values[0]);
        ReplicaExchangeOptions options =
            Options with { Ladder = TemperatureLadder.Explicit(0, 1), Sweeps = 2000, Until = new() { StandardError = 1e3 } };
        Result result = new ReplicaExchange(options with { Reference = null }).Run(target);
        Assert.Equal(0, LadderRun.Of(result).Ladder.RoundTrips);
        Assert.Equal(StopKind.Sweeps, result.StopReason.Kind);
    }

    [Theory]
    [InlineData("width", "There is no unknown 'width' to wait for; the unknowns are height[1], center[1], height[2], center[2].")]
    [InlineData("center[3]", "There is no unknown 'center[3]' to wait for")]
    public void An_unknown_name_is_refused_before_anything_runs(string name, string message)
    {
        var target = new LogLikelihoodTarget(Pair.Repeat(2), _ => throw new InvalidOperationException());
        ReplicaExchangeOptions options = Options with { Until = new() { EffectiveSamples = 100, Parameters = [name] } };
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new ReplicaExchange(options).Run(target)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Names_without_a_number_to_reach_are_refused() =>
        Assert.Throws<ArgumentException>(() => new ReplicaExchange(new() { Until = new() { Parameters = ["center"] } }));

    [Fact]
    public void An_indicator_is_not_waited_for_unless_it_is_named()
    {
        var target = new LogLikelihoodTarget(
            new Prior { ["a"] = Prior.Normal(0, 1), ["sure"] = Prior.Bernoulli(0.5) }, values => values[1] == 1 ? 0 : -1e6);
        Assert.Equal(StopKind.EffectiveSamples, Stop([]));
        Assert.Equal(StopKind.Sweeps, Stop(["sure"]));

        StopKind Stop(string[] names) => new ReplicaExchange(
            Options with { Sweeps = 2000, Until = new() { EffectiveSamples = 50, Parameters = names } })
                .Run(target).StopReason.Kind;
    }

    [Fact]
    public void When_the_time_is_spent()
    {
        var clock = new ManualClock();
        Result result = RunFor(10, clock, state => clock.GoOn(TimeSpan.FromSeconds(state.Stage == "burn-in" ? 0.001 : 0.12)));
        Assert.Equal(StopKind.TimeBudget, result.StopReason.Kind);
        Assert.Matches("^The time budget of 10 s was spent after 4.. of at most 1,000 sweeps.$", result.StopReason.Text);
        Assert.False(result.IsPartial);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("Burn-in", StringComparison.Ordinal));
    }

    /// <summary>Importance sampling knows log Z whatever the chains do; how seldom they move here, in sweeps, is given.</summary>
    [Theory]
    [InlineData(2, 1.02)]
    [InlineData(40, double.PositiveInfinity)]
    public void Left_alone_a_run_waits_until_its_chains_agree_but_not_for_ever(int period, double highestRHat)
    {
        var options = new ReplicaExchangeOptions
        {
            Seed = 5,
            Threads = 1,
            Rungs = 4,
            Explorer = new CoordinateWalk().Every(period),
            Reference = new() { IndependenceSteps = false },
        };
        Result asked = new ReplicaExchange(options with { Until = new() { StandardError = 0.05 } }).Run(PeakProblem.Create());
        Result alone = new ReplicaExchange(options).Run(PeakProblem.Create());
        Assert.Equal((StopKind.StandardError, StopKind.StandardError), (asked.StopReason.Kind, alone.StopReason.Kind));
        Assert.InRange(HighestRHat(asked), 1.02, double.PositiveInfinity);
        Assert.InRange(HighestRHat(alone), 1, highestRHat);
        Assert.InRange(alone.Draws.Count, asked.Draws.Count + 1, 2007);
    }

    [Fact]
    public void Burn_in_takes_half_of_the_time_at_most()
    {
        var clock = new ManualClock();
        int burnIn = 0;
        Result result = RunFor(10, clock, state =>
        {
            burnIn += state.Stage == "burn-in" ? SweepsPerReport : 0;
            clock.GoOn(TimeSpan.FromSeconds(0.12));
        });
        Assert.InRange(burnIn, 245, 255);
        Assert.InRange(result.Draws.Count, 240, 260);
        Assert.Contains("Burn-in was cut short", result.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void However_little_time_there_is_two_sweeps_are_recorded() =>
        Assert.Equal(2, Run(new() { TimeBudget = TimeSpan.FromTicks(1) }).Draws.Count);

    [Fact]
    public void The_last_report_of_a_stopped_run_is_its_end()
    {
        var progress = new Reporter();
        Result result = new ReplicaExchange(Options with { Until = new() { StandardError = 0.1 } }).Run(Target, progress);
        InferenceProgress last = progress.Heard[^1];
        Assert.Equal(result.FreeEnergy.LogEvidence, last.FreeEnergy?.LogEvidence);
        Assert.True(last.HighestRHat >= 1);
        Assert.Equal(
            new InferenceProgress(300 + result.Draws.Count, 300 + result.Draws.Count, "sampling"),
            last with { FreeEnergy = null, HighestRHat = null });
    }

    [Theory]
    [InlineData(2, new[] { 2 })]
    [InlineData(500, new[] { 500 })]
    [InlineData(501, new[] { 500, 501 })]
    [InlineData(1500, new[] { 500, 650, 845, 1099, 1429, 1500 })]
    public void Looks_are_few_and_end_with_the_run(int sweeps, int[] expected) =>
        Assert.Equal(expected, Looks.Of(new() { Sweeps = sweeps }));

    [Fact]
    public void A_million_sweeps_take_a_few_dozen_looks() =>
        Assert.InRange(Looks.Of(new() { Sweeps = 1_000_000 }).Length, 10, 40);

    private static double HighestRHat(Result result) => result.Summary.Parameters.Max(parameter => parameter.Convergence.RHat);

    private static Result Run(StoppingRule rule) => new ReplicaExchange(Options with { Until = rule }).Run(Target);

    /// <summary>A run of 300 + 1,000 sweeps at most that makes 200 reports.</summary>
    private static Result RunFor(double seconds, ManualClock clock, Action<InferenceProgress> everyFewSweeps)
    {
        StoppingRule rule = new() { TimeBudget = TimeSpan.FromSeconds(seconds), Clock = clock };
        return new ReplicaExchange(Options with { Sweeps = 1000, Until = rule }).Run(Target, new Reporter(everyFewSweeps));
    }
}
