using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// To weigh hundreds of rungs against each other takes longer than to sample them: a run that is cancelled meanwhile, or before,
/// gives its draws back without it, and has it when it goes on.
/// </summary>
public class WeighingCancellationTests
{
    private const string Unweighed = "the run was cancelled before its rungs were weighed against each other";

    private static readonly ReplicaExchangeOptions Long = new()
    {
        Chains = 1,
        Rungs = 820,
        BurnInSweeps = 4,
        Sweeps = 4,
        Modes = null,
        Reference = null,
        Threads = 1,
    };

    [Fact]
    public void Rungs_are_not_weighed_once_the_run_is_cancelled()
    {
        using var folder = new CheckpointFolder();
        ReplicaExchangeOptions options = Long with { Checkpoint = folder.Always };
        long calls = 0;
        string[] whole = [.. ResultNumbers.Of(new ReplicaExchange(Long).Run(Create(() => calls++)))];

        // The last evaluation: what follows takes time, and asks the model no more.
        long last = calls;
        using var source = new CancellationTokenSource();
        Result cancelled = new ReplicaExchange(options).Run(Create(() => Cancel(--last == 0, source)), null, source.Token);

        Assert.True(cancelled.IsPartial);
        Assert.Equal(StopKind.Cancelled, cancelled.StopReason.Kind);
        Assert.Equal(4, cancelled.Draws.Count);
        Assert.Equal(Unweighed, cancelled.Doubt);
        Assert.Contains(cancelled.Warnings, warning => warning.Contains($"{Unweighed}.", StringComparison.Ordinal));
        Assert.DoesNotContain(cancelled.FreeEnergies, estimate => estimate.Method == "MBAR");
        Assert.All(cancelled.FreeEnergies, estimate => Assert.Equal(Unweighed, estimate.Fitness?.Text));
        Assert.Equal(whole, ResultNumbers.Of(new ReplicaExchange(options).Run(Create(() => { }))));
    }

    /// <summary>What is weighed in a moment is: a run that was cancelled has log Z of what it recorded.</summary>
    [Fact]
    public void Few_rungs_are_weighed_still()
    {
        using var source = new CancellationTokenSource();
        var progress = new Reporter(state => Cancel(state.Step > 300, source));
        Result cancelled = new ReplicaExchange(Long with { Rungs = 6, BurnInSweeps = 200, Sweeps = 400 })
            .Run(Create(() => { }), progress, source.Token);
        Assert.True(cancelled.IsPartial);
        Assert.Contains(cancelled.FreeEnergies, estimate => estimate.Method == "MBAR");
    }

    private static void Cancel(bool isNow, CancellationTokenSource source)
    {
        if (isNow)
        {
            source.Cancel();
        }
    }

    private static LogLikelihoodTarget Create(Action hear) => new(new() { ["alpha"] = Prior.Normal(0, 1) }, values =>
    {
        hear();
        return -values[0] * values[0];
    });
}
