using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>What a run takes of memory is said before it runs.</summary>
public class MemoryNeedTests
{
    private const double Gigabyte = 1 << 30;

    [Theory]
    [InlineData(1_000_000_000, 4, 3)]
    [InlineData(1_000_000, 2000, 10)]
    [InlineData(200_000, 4, 65_535)]
    public void A_run_without_room_is_refused_before_it_begins(int sweeps, int chains, int rungs)
    {
        var options = new ReplicaExchangeOptions
        {
            Sweeps = sweeps,
            Chains = chains,
            Rungs = rungs,
            RecordBytes = long.MaxValue,
        };
        string refusal = Assert.Throws<NotSupportedException>(
            () => new ReplicaExchange(options).Run(PeakProblem.Create())).Message;
        Assert.Matches(@"needs \d+\.\d GB of memory at least, and \d+\.\d are free", refusal);
    }

    [Fact]
    public void What_is_needed_is_what_is_recorded()
    {
        var options = new ReplicaExchangeOptions { Sweeps = 1_000_000, Chains = 4, Rungs = 10, RecordBytes = long.MaxValue };
        double record = 1_000_000 * 4.0 * (8 * (6 + 2 + 10) + 2 * 10);
        Assert.NotNull(MemoryNeed.RefusalOf(PeakProblem.Create(), options, record));
        Assert.Null(MemoryNeed.RefusalOf(PeakProblem.Create(), options, 1.01 * record));
        Assert.Null(MemoryNeed.RefusalOf(
            PeakProblem.Create(), options with { Until = new() { StandardError = 0.1 } }, 0.01 * Gigabyte));
    }

    [Theory]
    [InlineData(1_000_000, 4, 10)]
    [InlineData(int.MaxValue, 4, 10)]
    [InlineData(4000, 4, 4096)]
    [InlineData(1_000_000, 1000, 24)]
    public void What_is_recorded_is_bounded(int sweeps, int chains, int rungs)
    {
        var options = new ReplicaExchangeOptions { Sweeps = sweeps, Chains = chains, Rungs = rungs };
        Assert.Null(MemoryNeed.RefusalOf(PeakProblem.Create(), options, Gigabyte / 2));
    }

    [Fact]
    public void Curves_of_the_first_ladder_are_counted()
    {
        double[] x = [.. Enumerable.Range(0, 1_000_000).Select(i => 1e-6 * i)];
        Prior prior = new()
        {
            ["amplitude"] = Prior.Uniform(0, 4),
            ["precision"] = Prior.LogUniform(0.2, 20),
            ["center"] = Prior.Uniform(0, 1),
        };
        ForwardModel peak = ForwardModel.Of<GaussianPrecisionPeak>();
        var million = new Posterior(new Measurement(x, x), peak, GaussianNoise.Known(1), prior);
        Assert.NotNull(MemoryNeed.RefusalOf(million, new(), 2 * Gigabyte));
        Assert.Null(MemoryNeed.RefusalOf(million, new() { Chains = 1, Rungs = 8 }, 2 * Gigabyte));
    }
}
