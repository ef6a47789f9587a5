using Xunit.Abstractions;

namespace BayesMeasure.Batch.Tests.Protocol;

/// <summary>
/// What 10,000 cores make of the protocol. The end is that of the longest measurements: of six million log-normal ones a hundred
/// take more than 50 times the mean, and whoever begins one last keeps all others waiting. So not even one queue for all cores,
/// which costs nothing, reaches 90 % of the ideal at ten minutes of work, and that queue is what the protocol is compared with.
/// </summary>
public class ScaleTests(ITestOutputHelper output)
{
    [Theory]
    [Trait("suite", "proofs")]
    [InlineData(3600, 64, 0.97)]
    [InlineData(600, 64, 0.95)]
    [InlineData(600, 30, 0.95)]
    public void Ten_thousand_cores_are_kept_as_busy_as_by_one_queue(int secondsOfCore, int shardsOfNode, double least)
    {
        var cluster = new ClusterSimulation(nodes: 100, cores: 100, secondsOfCore, shardsOfNode, seed: 1);
        double share = cluster.Run();
        double queue = cluster.ShareOfOneQueue();
        output.WriteLine(FormattableString.Invariant(
            $"{secondsOfCore} s a core, {shardsOfNode} shards a node: {share:P1} of ideal, one queue for all cores {queue:P1}, ")
            + FormattableString.Invariant($"{cluster.Operations} acts of the file system"));
        Assert.Equal(100 * shardsOfNode, cluster.Commits);
        Assert.True(share >= least * queue, $"{share:P1} of ideal, but one queue {queue:P1}");
    }

    [Fact]
    public void A_small_cluster_that_loses_nodes_commits_each_shard_once()
    {
        var cluster = new ClusterSimulation(nodes: 5, cores: 4, secondsOfCore: 6000, shardsOfNode: 16, seed: 3);
        cluster.Run();
        Assert.Equal(80, cluster.Commits);
    }
}
