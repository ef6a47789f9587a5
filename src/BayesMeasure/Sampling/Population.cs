using BayesMeasure.Explorers;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Results;

namespace BayesMeasure.Sampling;

/// <summary>All replicas of all chains, and what belongs to their rungs: temperatures, explorers, random numbers, exchanges.</summary>
internal sealed class Population
{
    private const int SweepsPerRefresh = 256;
    private const int MostStartingDraws = 10_000;

    /// <summary>The cost of a given error is flat from about two to four rungs for each unit of the barrier.</summary>
    private const double RungsPerBarrier = 3;
    private const int RungsAtFirst = 24;
    private const int FewestRungs = 8;
    private const int MostRungs = 256;

    /// <summary>The random numbers of a chain's exchanges belong to no rung.</summary>
    private const int ExchangeStream = int.MaxValue;

    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;
    private readonly Replica[][] replicas;
    private readonly RungExplorer[][] explorers;
    private readonly RandomStream[][] streams;
    private readonly EvenOddExchange[] exchanges;
    private double adaptationGain;
    private long sweep;

    public Population(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        this.options = options;
        Ladder = options.Ladder ?? TemperatureLadder.Geometric(options.Rungs ?? RungsAtFirst, 1e-4);
        replicas = new Replica[options.Chains][];
        explorers = new RungExplorer[options.Chains][];
        streams = new RandomStream[options.Chains][];
        exchanges = new EvenOddExchange[options.Chains];
        for (int chain = 0; chain < Chains; chain++)
        {
            replicas[chain] = PerRung(_ => new Replica(target));
            explorers[chain] = PerRung(_ => options.Explorer.CreateRung(target));
            streams[chain] = CreateStreams(chain);
        }
    }

    public TemperatureLadder Ladder { get; private set; }

    public int Chains => replicas.Length;

    public int Size => Chains * Ladder.Count;

    public Replica this[int chain, int rung] => replicas[chain][rung];

    /// <summary>
    /// Puts every replica at a draw from the prior, the more likely ones at the higher inverse temperatures.
    /// </summary>
    /// <param name="tunesLadder">Whether the first ladder is laid by the spread of the log likelihood under the prior.</param>
    public void Start(bool tunesLadder)
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int rung = 0; rung < Ladder.Count; rung++)
            {
                StartOne(chain, rung);
            }
        }

        foreach (Replica[] chain in replicas)
        {
            Array.Sort(chain, (a, b) => a.LogLikelihood.CompareTo(b.LogLikelihood));
        }

        if (tunesLadder)
        {
            Ladder = TemperatureLadder.Geometric(Ladder.Count, FirstInverseTemperature());
        }
    }

    /// <summary>Starts the statistics of the exchanges anew.</summary>
    public void BeginRound()
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            exchanges[chain] = new(new RandomStream(options.Seed, chain, ExchangeStream), Ladder.Count);
        }
    }

    public void BeginSweep(double adaptationGain)
    {
        this.adaptationGain = adaptationGain;
        sweep++;
    }

    /// <summary>Moves one replica at its own temperature. Called from several threads, each with items of its own.</summary>
    public void Explore(int item)
    {
        (int chain, int rung) = Math.DivRem(item, Ladder.Count);
        try
        {
            ExploreOne(chain, rung);
        }
        catch (Exception exception)
        {
            throw Failure(exception, chain, rung);
        }
    }

    /// <summary>Exchanges neighbours in every chain.</summary>
    public void Exchange()
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            exchanges[chain].Exchange(replicas[chain], Ladder.InverseTemperatures, sweep);
        }
    }

    /// <summary>
    /// Lays a new ladder with equal rejection rates, and with as many rungs as the barrier asks for unless their number is
    /// given. Its rungs inherit the replicas and the steps of the old rungs beside them.
    /// </summary>
    public void TuneLadder()
    {
        LadderReport report = Report();
        TemperatureLadder old = Ladder;
        Ladder = old.Equalise(report.Rejections, options.Rungs ?? RungsFor(report.Barrier));
        for (int chain = 0; chain < Chains; chain++)
        {
            replicas[chain] = InheritReplicas(replicas[chain]);
            explorers[chain] = InheritExplorers(explorers[chain], old);
            streams[chain] = CreateStreams(chain);
        }
    }

    /// <summary>Lets the chains share what their explorers have learnt at each rung.</summary>
    public void PoolExplorers()
    {
        for (int rung = 1; rung < Ladder.Count; rung++)
        {
            RungExplorer first = explorers[0][rung];
            first.Pool([.. explorers.Select(chain => chain[rung])]);
            foreach (RungExplorer[] chain in explorers.Skip(1))
            {
                chain[rung].BlendFrom(first, first, 0);
            }
        }
    }

    public LadderReport Report() => new(
        Ladder.InverseTemperatures,
        [.. Enumerable.Range(0, Ladder.Count - 1).Select(rung => exchanges.Average(exchange => exchange.Rejection(rung)))],
        exchanges.Sum(exchange => exchange.RoundTrips));

    private static int RungsFor(double barrier) =>
        Math.Clamp((int)Math.Ceiling(RungsPerBarrier * barrier) + 2, FewestRungs, MostRungs);

    private T[] PerRung<T>(Func<int, T> create) => [.. Enumerable.Range(0, Ladder.Count).Select(create)];

    private RandomStream[] CreateStreams(int chain) => PerRung(rung => new RandomStream(options.Seed, chain, rung));

    /// <summary>Every new rung gets the replica at its height in the old ladder, or a copy of it when another rung has it.</summary>
    private Replica[] InheritReplicas(Replica[] before)
    {
        var taken = new HashSet<Replica>();
        return PerRung(rung =>
        {
            // The replica of rung 0 may be where the data are impossible: it stays there.
            int height = (int)Math.Round((before.Length - 1.0) * rung / (Ladder.Count - 1));
            Replica nearest = before[rung == 0 ? 0 : Math.Max(height, 1)];
            if (taken.Add(nearest))
            {
                return nearest;
            }

            var copy = new Replica(target);
            copy.CopyFrom(nearest);
            return copy;
        });
    }

    private RungExplorer[] InheritExplorers(RungExplorer[] before, TemperatureLadder old) => PerRung(rung =>
    {
        RungExplorer heir = options.Explorer.CreateRung(target);
        (int lower, double weight) = old.Locate(Ladder.InverseTemperatures[rung]);

        // Rung 0 draws from the prior and adapts nothing: below the first rung there is only the first rung to ask.
        heir.BlendFrom(before[Math.Max(lower, 1)], before[lower + 1], lower == 0 ? 1 : weight);
        return heir;
    });

    private void ExploreOne(int chain, int rung)
    {
        Replica replica = replicas[chain][rung];
        RandomStream random = streams[chain][rung];
        random.BeginSweep(sweep);
        if (rung == 0)
        {
            replica.DrawFromPrior(random);
            return;
        }

        if (sweep % SweepsPerRefresh == 0)
        {
            replica.Refresh();
        }

        explorers[chain][rung].Explore(replica, new(sweep, Ladder.InverseTemperatures[rung], random, adaptationGain));
    }

    /// <summary>A replica above rung 0 must start where the data are possible.</summary>
    private void StartOne(int chain, int rung)
    {
        Replica replica = replicas[chain][rung];
        try
        {
            for (int draw = 0; draw < MostStartingDraws; draw++)
            {
                replica.DrawFromPrior(streams[chain][rung]);
                if (replica.LogLikelihood > double.NegativeInfinity)
                {
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            throw Failure(exception, chain, rung);
        }

        throw new ModelFailureException(
            $"The likelihood was zero at each of {MostStartingDraws} draws from the prior: prior and data contradict each other.");
    }

    /// <summary>
    /// A first step from the prior that is exchanged about half the time: one over the interquartile range of the log
    /// likelihood under the prior.
    /// </summary>
    private double FirstInverseTemperature()
    {
        double[] sorted = [.. replicas.SelectMany(chain => chain).Select(replica => replica.LogLikelihood).Order()];
        double spread = sorted[3 * sorted.Length / 4] - sorted[sorted.Length / 4];
        return double.IsFinite(spread) && spread > 0 ? Math.Clamp(1 / spread, 1e-30, 0.1) : 1e-4;
    }

    private ModelFailureException Failure(Exception exception, int chain, int rung)
    {
        ReadOnlySpan<double> values = replicas[chain][rung].EvaluatedValues;
        var point = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            point.Add(FormattableString.Invariant($"{target.Parameters[i].Name} = {values[i]:R}"));
        }

        return new(
            FormattableString.Invariant(
                $"The model failed at {string.Join(", ", point)} (chain {chain + 1}, rung {rung + 1} of {Ladder.Count}, sweep {sweep}): {exception.Message}"),
            exception);
    }
}
