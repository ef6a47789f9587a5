using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling;

namespace BayesMeasure.Tests.Seeds;

/// <summary>A seed gives the numbers that it always gave, bit for bit.</summary>
public class SeedTests
{
    private const string Folder = "tests/BayesMeasure.Tests/Seeds";

    private static readonly SeedFile File = new(Folder);

    private static readonly int[] Lanes = [2, 4, 8];

    /// <summary>One of each kind, quick ones: the lanes of the option are those of the machine.</summary>
    private static readonly string[] Some =
    [
        "a family of peaks", "three measurements that share, tie and link", "everything mixed, tied noise", "an exact answer",
        "counts with exposures", "outliers", "the noise levels of a family", "two lines: join or not", "a virtual measurement",
        "explorer: component relocation", "explorer: the default", "a run that was interrupted and resumed",
    ];

    public static TheoryData<string> Names => [.. SeedRuns.Names];

    public static TheoryData<string, int> OtherLanes => InEachWidth(Some);

    public static TheoryData<string, int> AllLanes => InEachWidth(SeedRuns.Names);

    [SeedTheory(Folder)]
    [MemberData(nameof(Names))]
    public void A_seed_gives_the_numbers_that_it_always_gave(string name) => File.Check(name, new SeedRuns(null).All[name]());

    [SeedTheory(Folder)]
    [MemberData(nameof(OtherLanes))]
    public void Lanes_that_are_asked_for_are_those_of_a_machine_that_has_them(string name, int lanes) =>
        new SeedFile(Folder, lanes).Check(name, new SeedRuns(lanes).All[name]());

    [SeedTheory(Folder)]
    [MemberData(nameof(AllLanes))]
    [Trait("suite", "proofs")]
    public void Every_run_has_the_numbers_of_its_lanes(string name, int lanes) =>
        new SeedFile(Folder, lanes).Check(name, new SeedRuns(lanes).All[name]());

    [Fact]
    public void Other_lanes_round_otherwise() => Assert.Equal(3, Lanes
        .Select(lanes => new SeedRuns(lanes).All["counts with exposures"]().First()).Distinct().Count());

    [Fact]
    public void Every_run_that_is_written_down_is_made() => Assert.Empty(File.Names.Except(SeedRuns.Names));

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

    private static TheoryData<string, int> InEachWidth(IEnumerable<string> names)
    {
        var all = new TheoryData<string, int>();
        foreach (string name in names)
        {
            Array.ForEach(Lanes, lanes => all.Add(name, lanes));
        }

        return all;
    }
}
