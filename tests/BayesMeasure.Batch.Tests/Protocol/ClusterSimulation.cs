using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Tests.Protocol;

/// <summary>
/// A cluster on a virtual clock and file system: nodes claim shards by the code that workers run, and lose them by the same. Only
/// what a measurement takes is drawn: log-normal durations of mean 1 s and coefficient of variation 1.5.
/// </summary>
internal sealed class ClusterSimulation
{
    private const double Variation = 1.5;
    private const double SecondsOfClaim = 0.05;
    private const double SlowShare = 0.05;
    private const double RestartSeconds = 30;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly VirtualFolder folder = new();
    private readonly VirtualClock clock = new();
    private readonly PriorityQueue<Action, double> events = new();
    private readonly Random random;
    private readonly int seed;
    private readonly int cores;
    private readonly int shards;
    private readonly int size;
    private readonly double[]?[] left;
    private readonly Attempt?[] attempts;
    private double end;

    /// <summary>Draws what measurements take.</summary>
    /// <param name="nodes">The number of nodes.</param>
    /// <param name="cores">The cores of each.</param>
    /// <param name="secondsOfCore">The work for each core.</param>
    /// <param name="shardsOfNode">The shards for each node.</param>
    /// <param name="seed">The seed.</param>
    public ClusterSimulation(int nodes, int cores, int secondsOfCore, int shardsOfNode, int seed)
    {
        random = new(seed);
        this.seed = seed;
        this.cores = cores;
        shards = nodes * shardsOfNode;
        size = cores * secondsOfCore / shardsOfNode;
        left = new double[]?[shards];
        attempts = new Attempt?[shards];
        Nodes =
        [
            .. Enumerable.Range(0, nodes).Select(number =>
                new Node(this, number, random.NextDouble() < SlowShare ? 0.5 : 1)),
        ];
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The work that was begun, in seconds of a core at full speed.</summary>
    public double Work { get; private set; }

    /// <summary>The commits that were made; each shard once.</summary>
    public int Commits { get; private set; }

    /// <summary>What was asked of the file system.</summary>
    public long Operations => folder.Operations;

    /// <summary>Runs until all shards are committed, and loses a node each hour.</summary>
    /// <returns>The work by all that the cores could have done in that time.</returns>
    public double Run()
    {
        foreach (Node node in Nodes)
        {
            At(0, node.Begin);
        }

        for (int hour = 1; hour <= 24; hour++)
        {
            At(3600 * (hour - 0.5), Nodes[random.Next(Nodes.Count)].Lose);
        }

        while (Commits < shards)
        {
            events.TryDequeue(out Action? act, out double now);
            clock.Now = TimeSpan.FromSeconds(now);
            end = now;
            act!();
        }

        return Work / (cores * end * Nodes.Sum(node => node.Speed));
    }

    /// <summary>What one queue for all cores would reach, which hands out each measurement by itself, at no cost.</summary>
    public double ShareOfOneQueue()
    {
        var free = new PriorityQueue<double, double>(
            Nodes.SelectMany(node => Enumerable.Repeat((node.Speed, 0.0), cores)));
        double work = 0;
        double last = 0;
        foreach (double duration in Enumerable.Range(0, shards).SelectMany(DurationsOf))
        {
            free.TryDequeue(out double speed, out double since);
            free.Enqueue(speed, since + duration / speed);
            last = Math.Max(last, since + duration / speed);
            work += duration;
        }

        return work / (cores * last * Nodes.Sum(node => node.Speed));
    }

    private double[] DurationsOf(int shard)
    {
        double sigma = Math.Sqrt(Math.Log(1 + Variation * Variation));
        var own = new Random(seed + 1 + shard);
        return [.. Enumerable.Range(0, size).Select(_ => Math.Exp(sigma * Normal(own) - 0.5 * sigma * sigma))];
    }

    /// <summary>What the journals do not have of a shard; it is drawn when it is first claimed.</summary>
    private double[] LeftOf(int shard)
    {
        if (left[shard] is not { } durations)
        {
            durations = DurationsOf(shard);
            Work += durations.Sum();
        }

        if (attempts[shard] is { } earlier)
        {
            durations = [.. durations.Zip(earlier.Ends, (duration, ends) => ends <= earlier.Death ? 0 : duration)];
        }

        return left[shard] = durations;
    }

    private void Forget(int shard)
    {
        left[shard] = [];
        attempts[shard] = null;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private void At(double time, Action act) => events.Enqueue(act, time);

    /// <summary>When the measurements of a shard end, if the node lives until then.</summary>
    private sealed class Attempt(int measurements)
    {
        public double[] Ends { get; } = new double[measurements];

        public double Death { get; set; } = double.PositiveInfinity;
    }

    /// <summary>A worker with the cores of a node; a lost one comes back as another worker.</summary>
    internal sealed class Node(ClusterSimulation cluster, int number, double speed)
    {
        private readonly PriorityQueue<int, double> free = new();
        private readonly Dictionary<int, Attempt> begun = [];
        private int life;
        private bool waits;
        private ShardClaims claims = null!;

        /// <summary>How fast its cores are: 1 or a half.</summary>
        public double Speed => speed;

        public void Begin()
        {
            int own = life;
            double now = cluster.clock.Now.TotalSeconds;
            int first = (int)(cluster.random.NextInt64() % cluster.shards);
            claims = new(cluster.folder, cluster.shards, $"node{number}-{life}", first, cluster.clock, Heartbeat);
            free.Clear();
            for (int core = 0; core < cluster.cores; core++)
            {
                free.Enqueue(core, now);
            }

            At(now, Claim, own);
            At(now + Heartbeat.TotalSeconds, Beat, own);
        }

        public void Lose()
        {
            life++;
            foreach (Attempt attempt in begun.Values)
            {
                attempt.Death = cluster.clock.Now.TotalSeconds;
            }

            begun.Clear();
            cluster.At(cluster.clock.Now.TotalSeconds + RestartSeconds, Begin);
        }

        private void At(double time, Action act, int own) => cluster.At(time, () =>
        {
            if (own == life)
            {
                act();
            }
        });

        private void Beat()
        {
            claims.Beat();
            double now = cluster.clock.Now.TotalSeconds;
            if (waits)
            {
                waits = false;
                At(now, Claim, life);
            }

            At(now + Heartbeat.TotalSeconds, Beat, life);
        }

        /// <summary>The next shard is claimed when the last measurement of this one begins.</summary>
        private void Claim()
        {
            double now = cluster.clock.Now.TotalSeconds;
            if (claims.TryClaim() is not { } claim)
            {
                waits = true;
                return;
            }

            double done = now + SecondsOfClaim;
            double last = done;
            double[] durations = cluster.LeftOf(claim.Shard);
            Attempt attempt = begun[claim.Shard] = cluster.attempts[claim.Shard] = new(durations.Length);
            for (int i = 0; i < durations.Length; i++)
            {
                free.TryDequeue(out int core, out double since);
                last = Math.Max(since, now + SecondsOfClaim);
                attempt.Ends[i] = last + durations[i] / speed;
                free.Enqueue(core, attempt.Ends[i]);
                done = Math.Max(done, attempt.Ends[i]);
            }

            At(last, Claim, life);
            At(done, () => Commit(claim), life);
        }

        private void Commit(ClaimedShard claim)
        {
            begun.Remove(claim.Shard);
            if (ShardCommit.TryCommit(cluster.folder, claim.Shard, claim.Attempt, []))
            {
                cluster.Commits++;
            }

            cluster.Forget(claim.Shard);

            claims.Conclude(claim.Shard);
        }
    }
}
