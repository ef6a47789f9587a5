using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling;

namespace BayesMeasure.Tests.Seeds;

/// <summary>A seed gives the numbers that it always gave, bit for bit.</summary>
public class SeedTests
{
    private const string Folder = "tests/BayesMeasure.Tests/Seeds";

    private static readonly SeedFile File = new(Folder);

    public static TheoryData<string> Names => [.. SeedRuns.All.Keys];

    [SeedTheory(Folder)]
    [MemberData(nameof(Names))]
    public void A_seed_gives_the_numbers_that_it_always_gave(string name) => File.Check(name, SeedRuns.All[name]());

    [Fact]
    public void Every_run_that_is_written_down_is_made() => Assert.Empty(File.Names.Except(SeedRuns.All.Keys));

    [Fact]
    public void Another_seed_is_told_from_it()
    {
        ReplicaExchangeOptions options = new() { Seed = 1, Chains = 2, BurnInSweeps = 100, Sweeps = 100 };
        string[] first = [.. Fingerprint.Of(new ReplicaExchange(options).Run(PeakProblem.Create()))];
        string[] second = [.. Fingerprint.Of(new ReplicaExchange(options with { Seed = 2 }).Run(PeakProblem.Create()))];
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public void One_bit_changes_a_hash() =>
        Assert.NotEqual(Fingerprint.Hash([1, 2, 3]), Fingerprint.Hash([1, Math.BitIncrement(2.0), 3]));
}
