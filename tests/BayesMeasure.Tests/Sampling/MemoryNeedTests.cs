using BayesMeasure.Inference;
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
        var options = new ReplicaExchangeOptions { Sweeps = sweeps, Chains = chains, Rungs = rungs };
        string refusal = Assert.Throws<NotSupportedException>(
            () => new ReplicaExchange(options).Run(PeakProblem.Create())).Message;
        Assert.Matches(@"needs \d+\.\d GB of memory at least, and \d+\.\d are free", refusal);
    }

    [Fact]
    public void What_is_needed_is_what_is_recorded()
    {
        var options = new ReplicaExchangeOptions { Sweeps = 1_000_000, Chains = 4, Rungs = 10 };
        double record = 1_000_000 * 4.0 * (8 * (6 + 2 + 10) + 2 * 10);
        Assert.NotNull(MemoryNeed.RefusalOf(PeakProblem.Create(), options, record));
        Assert.Null(MemoryNeed.RefusalOf(PeakProblem.Create(), options, 1.01 * record));
        Assert.Null(MemoryNeed.RefusalOf(
            PeakProblem.Create(), options with { Until = new() { StandardError = 0.1 } }, 0.01 * Gigabyte));
    }
}
