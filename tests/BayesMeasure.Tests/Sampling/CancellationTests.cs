using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class CancellationTests
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 2,
        Rungs = 4,
        BurnInSweeps = 500,
        Sweeps = 900,
        Threads = 1,
    };

    private static LogLikelihoodTarget Target => new(new Prior { ["a"] = Prior.Normal(0, 1) }, values => -values[0] * values[0]);

    [Fact]
    public void In_burn_in_there_is_nothing_to_return() =>
        Assert.Throws<OperationCanceledException>(() => RunUntil(state => state.Step >= 300));

    [Fact]
    public void Before_the_start_nothing_is_evaluated()
    {
        int evaluations = 0;
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, _ => ++evaluations);
        Assert.Throws<OperationCanceledException>(
            () => new ReplicaExchange(Options).Run(target, null, new CancellationToken(canceled: true)));
        Assert.Equal(0, evaluations);
    }

    [Fact]
    public void While_sampling_what_was_recorded_is_returned()
    {
        Result partial = RunUntil(state => state.Step == 805);
        Assert.True(partial.IsPartial);
        Assert.Equal((StopKind.Cancelled, "Cancelled after 305 of at most 900 sweeps."),
            (partial.StopReason.Kind, $"{partial.StopReason}"));
        Assert.Equal(305, partial.Draws.Count);
        Assert.True(partial.FreeEnergy.StandardError > 0);
        Result whole = new ReplicaExchange(Options).Run(Target);
        Assert.False(whole.IsPartial);
        Assert.Equal((StopKind.Sweeps, "All 900 sweeps were done."), (whole.StopReason.Kind, whole.StopReason.Text));
        Assert.Equal(whole.Draws.Of(0)[1][..305], partial.Draws.Of(0)[1]);
    }

    [Fact]
    public void A_run_that_ends_before_it_hears_of_it_is_whole()
    {
        Result result = RunUntil(state => state.Step == state.Steps);
        Assert.False(result.IsPartial);
        Assert.Equal(900, result.Draws.Count);
    }

    [Fact]
    public void A_sweep_is_the_longest_wait()
    {
        using var source = new CancellationTokenSource();
        int afterwards = 0;
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, values =>
        {
            afterwards += source.IsCancellationRequested ? 1 : 0;
            return -values[0] * values[0];
        });
        var progress = new Reporter(state =>
        {
            if (state.Step >= 300)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => new ReplicaExchange(Options).Run(target, progress, source.Token));
        Assert.InRange(afterwards, 0, Options.Chains * Options.Rungs!.Value);
    }

    [Theory]
    [InlineData(500, 900)]
    [InlineData(70, 29)]
    [InlineData(1000, 4000)]
    [InlineData(333, 778)]
    public void Progress_rises_to_the_end(int burnIn, int sweeps)
    {
        var progress = new Reporter();
        new ReplicaExchange(Options with { BurnInSweeps = burnIn, Sweeps = sweeps }).Run(Target, progress);
        Assert.InRange(progress.Heard.Count, Math.Min(burnIn + sweeps, 200), 400);
        Assert.All(progress.Heard.Zip(progress.Heard.Skip(1)), pair => Assert.True(pair.First.Step < pair.Second.Step));
        Assert.All(progress.Heard, state => Assert.Equal(state.Step <= burnIn, state.Stage == "burn-in"));
        Assert.All(progress.Heard, state => Assert.Equal(burnIn + sweeps, state.Steps));
        Assert.Equal(1, progress.Heard[^1].Fraction);
    }

    private static Result RunUntil(Func<InferenceProgress, bool> isEnough)
    {
        using var source = new CancellationTokenSource();
        var progress = new Reporter(state =>
        {
            if (isEnough(state))
            {
                source.Cancel();
            }
        });
        return new ReplicaExchange(Options).Run(Target, progress, source.Token);
    }
}
