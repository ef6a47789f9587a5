using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.References;

namespace BayesMeasure.Tests.Sampling;

/// <summary>What a run is told by that of the model with one component fewer, and when.</summary>
public class SmallerRunTests
{
    private const int Sweeps = 1500;
    private const double OfSmaller = -57;

    private static readonly InsertionProblem Problem = InsertionProblem.All["counts"];

    [Fact]
    public void Log_Z_is_that_of_the_smaller_model_and_the_odds_of_quadrature()
    {
        FreeEnergyEstimate estimate = Smaller(Problem.Of(2), Ended()).Estimate(Problem.DrawsOf(2, Sweeps, seed: 1), double.NaN)!;
        Assert.True(estimate.Fitness!.IsUsable, estimate.Fitness.Text);
        Assert.Equal("insertion", estimate.Method);
        Assert.InRange(estimate.StandardError, 0.03, 0.1);
        double truth = OfSmaller + Problem.Quadrature().Second;
        Assert.InRange((estimate.LogEvidence - truth) / estimate.StandardError, -4, 4);
    }

    [Fact]
    public void Nothing_is_told_where_nothing_is_known()
    {
        Draws draws = Problem.DrawsOf(2, sweeps: 8, seed: 1);
        Assert.Null(Smaller(Problem.Of(2), null).Estimate(draws, OfSmaller));
        Assert.Null(Smaller(Problem.Of(3), Ended()).Estimate(Problem.DrawsOf(3, sweeps: 8, seed: 1), OfSmaller));
        Assert.NotNull(Smaller(Problem.Of(2), Ended()).Estimate(draws, OfSmaller + 19));
        Assert.Null(Smaller(Problem.Of(2), Ended()).Estimate(draws, OfSmaller + 21));
        Assert.Null(new SmallerRun(Problem.Of(2), 1, () => throw new InvalidOperationException()).Estimate(draws, OfSmaller));
    }

    [Fact]
    public async Task A_run_waits_for_one_that_was_begun_before_it()
    {
        ITarget[] targets = [Problem.Of(1), Problem.Of(2)];
        var runs = new EndedRuns(targets, index => index == 1 ? 0 : null);
        Assert.Null(runs.SmallerOf(0, seed: 1, CancellationToken.None));
        SmallerRun smaller = runs.SmallerOf(1, seed: 1, CancellationToken.None)!;
        var estimate = Task.Run(() => smaller.Estimate(Problem.DrawsOf(2, sweeps: 50, seed: 1), OfSmaller));
        await Assert.ThrowsAsync<TimeoutException>(() => estimate.WaitAsync(TimeSpan.FromMilliseconds(20)));
        runs.End(0, new(0, targets[0], Ended(), null));
        Assert.NotNull(await estimate);
        Assert.Null(new EndedRuns(targets, index => index == 0 ? 1 : null).SmallerOf(0, seed: 1, CancellationToken.None));
    }

    [Fact]
    public void What_was_cancelled_or_failed_or_is_undecided_tells_nothing_and_keeps_nobody_waiting()
    {
        ITarget[] targets = [Problem.Of(1), Problem.Of(2)];
        Draws draws = Problem.DrawsOf(2, sweeps: 8, seed: 1);
        InferenceRun?[] ends =
        [
            null,
            new(0, targets[0], Ended(), new InferenceException("It failed.")),
            new(0, targets[0], Ended() with { Doubt = "nothing moved" }, null),
            new(0, targets[0], Ended() with { FreeEnergy = Ended().FreeEnergy with { StandardError = double.NaN } }, null),
            new(0, targets[0], Ended() with { StopReason = new(StopKind.Cancelled, "") }, null),
        ];
        Assert.All(ends, end =>
        {
            var runs = new EndedRuns(targets, index => index - 1);
            SmallerRun smaller = runs.SmallerOf(1, seed: 1, CancellationToken.None)!;
            runs.End(0, end);
            Assert.Null(smaller.Estimate(draws, OfSmaller));
        });
        var cancelled = new EndedRuns(targets, index => index - 1);
        Assert.Null(cancelled.SmallerOf(1, seed: 1, new(canceled: true))!.Estimate(draws, OfSmaller));
    }

    private static SmallerRun Smaller(ITarget target, Result? ended) => new(target, seed: 1, () => ended);

    private static Result Ended()
    {
        FreeEnergyEstimate known = FreeEnergyEstimate.Exact(PosteriorBridge.Name, OfSmaller) with { StandardError = 0.03 };
        return new()
        {
            Target = Problem.Of(1),
            Draws = Problem.DrawsOf(1, Sweeps, seed: 1),
            FreeEnergy = known,
            FreeEnergies = [known],
            Seed = 0,
            StopReason = new(StopKind.StandardError, ""),
            Report = new NoReport(),
        };
    }

    private sealed record NoReport : InferenceReport
    {
        public override string Method => "cold chains";
    }
}
