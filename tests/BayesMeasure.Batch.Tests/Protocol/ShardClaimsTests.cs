using System.Collections.Concurrent;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Tests.Protocol;

public class ShardClaimsTests
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly VirtualFolder folder = new();
    private readonly VirtualClock clock = new();

    [Fact]
    public void Two_workers_share_out_all_shards()
    {
        ShardClaims[] workers = [Of("a", shards: 20), Of("b", shards: 20, first: 7)];
        List<int> taken = [];
        for (int i = 0; workers[i % 2].TryClaim() is { } claim; i++)
        {
            taken.Add(claim.Shard);
        }

        Assert.Equal(Enumerable.Range(0, 20), taken.Order());
        Assert.Null(workers[0].TryClaim());
        Assert.Null(workers[1].TryClaim());
    }

    [Fact]
    public void A_worker_that_lives_keeps_its_claim()
    {
        ShardClaims first = Of("a"), second = Of("b");
        Assert.NotNull(first.TryClaim());
        for (int i = 0; i < 100; i++)
        {
            clock.Now += Heartbeat;
            Assert.Empty(first.Beat());
            second.Beat();
            Assert.Null(second.TryClaim());
        }
    }

    [Fact]
    public void A_claim_lapses_after_ten_missed_heartbeats_and_not_before()
    {
        ShardClaims dead = Of("a"), other = Of("b");
        Assert.Equal(1, dead.TryClaim()!.Attempt);
        other.Beat();
        for (int i = 0; i < ClaimWatch.MostMissed; i++)
        {
            clock.Now += Heartbeat;
            other.Beat();
            Assert.Null(other.TryClaim());
        }

        clock.Now += Heartbeat;
        other.Beat();
        Assert.Equal(2, other.TryClaim()!.Attempt);
        Assert.Equal([0], dead.Beat());
        Assert.Empty(other.Beat());
    }

    [Fact]
    public void Of_two_that_see_a_claim_lapse_one_takes_it_over()
    {
        ShardClaims dead = Of("a"), second = Of("b"), third = Of("c");
        dead.TryClaim();
        second.Beat();
        third.Beat();
        clock.Now += 11 * Heartbeat;
        second.Beat();
        third.Beat();
        Assert.NotNull(second.TryClaim());
        Assert.Null(third.TryClaim());
    }

    /// <summary>Killed between the journal and the claim of its attempt, a worker leaves a claim that lapses once more.</summary>
    [Fact]
    public void One_that_is_killed_while_it_takes_over_holds_nobody_up()
    {
        ShardClaims dead = Of("a"), other = Of("b");
        dead.TryClaim();
        folder.TryGrow(FolderLayout.Journal(0, 2));
        int attempts = 0;
        for (int beat = 0; beat < 30 && attempts == 0; beat++)
        {
            other.Beat();
            attempts = other.TryClaim()?.Attempt ?? 0;
            clock.Now += Heartbeat;
        }

        Assert.Equal(3, attempts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"worker":null,"attempt":1,"heartbeat":0}""")]
    [InlineData("""{"worker":"a","attempt":-1,"heartbeat":0}""")]
    public void Garbage_in_a_claim_is_taken_over_like_the_dead(string garbage)
    {
        folder.TryCreate(FolderLayout.Claim(0), System.Text.Encoding.UTF8.GetBytes(garbage));
        ShardClaims other = Of("b");
        Assert.Null(other.TryClaim());
        clock.Now += 11 * Heartbeat;
        other.Beat();
        Assert.Equal(1, other.TryClaim()!.Attempt);
    }

    [Fact]
    public void What_is_given_back_is_taken_at_once_as_the_next_attempt()
    {
        ShardClaims leaving = Of("a"), other = Of("b");
        ClaimedShard claim = leaving.TryClaim()!;
        leaving.Release(claim.Shard);
        Assert.Equal(2, other.TryClaim()!.Attempt);
    }

    [Fact]
    public void What_a_kill_left_beside_a_claim_is_none()
    {
        ShardClaims other = Of("b");
        folder.TryCreate($"{FolderLayout.Claim(0)}.new", []);
        Assert.NotNull(other.TryClaim());
    }

    [Fact]
    public void What_is_committed_is_claimed_by_nobody()
    {
        ShardClaims first = Of("a", shards: 2), late = Of("b", shards: 2);
        Assert.False(late.IsComplete);
        ClaimedShard claim = first.TryClaim()!;
        ShardCommit.TryCommit(folder, claim.Shard, claim.Attempt, [1]);
        first.Conclude(claim.Shard);
        Assert.Equal(1, late.TryClaim()!.Shard);
        Assert.Null(late.TryClaim());
        ShardCommit.TryCommit(folder, 1, 1, [1]);
        late.Conclude(1);
        Assert.True(late.IsComplete);
        Assert.Null(first.TryClaim());
        Assert.True(first.IsComplete);
    }

    /// <summary>A kill between the commit and the end of the claim leaves a claim that nobody need wait for.</summary>
    [Fact]
    public void A_claim_that_outlives_its_commit_holds_nobody_up()
    {
        ShardClaims killed = Of("a"), other = Of("b");
        ShardCommit.TryCommit(folder, killed.TryClaim()!.Shard, 1, [1]);
        Assert.Null(other.TryClaim());
        Assert.True(other.IsComplete);
    }

    [Fact]
    public void A_clock_that_is_an_hour_off_ends_no_claim() => Assert.False(EndsTheClaimOfTheLiving(
        clockOfWatcher => new ClaimWatch(clockOfWatcher, Heartbeat).HasLapsed));

    /// <summary>The broken twin compares a time in the claim with its own clock.</summary>
    [Fact]
    public void A_watch_that_trusts_another_clock_is_rejected() => Assert.True(EndsTheClaimOfTheLiving(
        clockOfWatcher => (_, claim) =>
            clockOfWatcher.Now - TimeSpan.FromTicks(BitConverter.ToInt64(claim)) > ClaimWatch.MostMissed * Heartbeat));

    /// <summary>On a real file system, claims are created by one alone.</summary>
    [Fact]
    public void Eight_workers_at_once_claim_each_shard_once()
    {
        using var place = new TemporaryFolder();
        DiskFolder disk = new DiskFolder(place.Path).Create();
        var taken = new ConcurrentBag<int>();
        Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 8 }, worker =>
        {
            var claims = new ShardClaims(disk, 50, $"w{worker}", worker, TimeProvider.System, Heartbeat);
            while (claims.TryClaim() is { } claim)
            {
                taken.Add(claim.Shard);
                claim.Journal.Dispose();
            }
        });
        Assert.Equal(Enumerable.Range(0, 50), taken.Order());
    }

    private delegate bool Watch(int shard, ReadOnlySpan<byte> claim);

    private static bool EndsTheClaimOfTheLiving(Func<VirtualClock, Watch> create)
    {
        VirtualClock own = new(), watcher = new() { Now = TimeSpan.FromHours(1) };
        Watch hasLapsed = create(watcher);
        for (int beat = 0; beat < 100; beat++)
        {
            if (hasLapsed(0, BitConverter.GetBytes(own.Now.Ticks)))
            {
                return true;
            }

            own.Now += Heartbeat;
            watcher.Now += Heartbeat;
        }

        return false;
    }

    private ShardClaims Of(string worker, int shards = 1, int first = 0) => new(folder, shards, worker, first, clock, Heartbeat);
}
