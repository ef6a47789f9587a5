using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// All replicas of all chains, and what belongs to their rungs: temperatures, explorers, random numbers, exchanges.
/// </summary>
internal sealed class Population
{
    private const int SweepsPerRefresh = 256;
    internal const int MostStartingDraws = 10_000;

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
        Search = new(target.Parameters.Count);
        Ladder = TemperatureLadder.First(options);
        replicas = new Replica[options.Chains][];
        explorers = new RungExplorer[options.Chains][];
        streams = new RandomStream[options.Chains][];
        exchanges = new EvenOddExchange[options.Chains];
        CreateRungs();
    }

    public TemperatureLadder Ladder { get; private set; }

    /// <summary>What was found beyond beta = 1.</summary>
    public HiddenModeSearch Search { get; }

    public int Chains => replicas.Length;

    public int Size => Chains * Ladder.Count;

    /// <summary>
    /// Whether replicas are to be evaluated from scratch before the next sweep, lest rounding accumulate in what they cache.
    /// </summary>
    public bool NeedsRefresh => (Sweep + 1) % SweepsPerRefresh == 0;

    /// <summary>The sweeps that were begun since the run began.</summary>
    public long Sweep => sweep;

    public Replica this[int chain, int rung] => replicas[chain][rung];

    /// <summary>
    /// Puts every replica at a draw from the prior, the more likely ones at the higher inverse temperatures.
    /// </summary>
    /// <param name="tunesLadder">Whether the first ladder is laid by the spread of the log likelihood under the prior.</param>
    public void Start(bool tunesLadder)
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            Array.ForEach([.. Enumerable.Range(0, Ladder.Count)], rung => StartOne(chain, rung));
            Array.Sort(replicas[chain], (a, b) => a.LogLikelihood.CompareTo(b.LogLikelihood));
        }

        if (tunesLadder)
        {
            IEnumerable<Replica> all = replicas.SelectMany(chain => chain);
            Ladder = TemperatureLadder.FromPrior(Ladder.Count, all.Select(replica => replica.LogLikelihood));
        }
    }

    /// <summary>Starts the statistics of the exchanges anew.</summary>
    public void BeginRound()
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            exchanges[chain] = new(new RandomStream(options.Seed, chain, ExchangeRule.Stream), Ladder.Count);
        }
    }

    /// <summary>
    /// Sets rungs on top of the ladder, at which replicas fall into modes that are narrower than the posterior around them.
    /// </summary>
    public void BeginSearch()
    {
        // A run that was resumed at the beginning of the search has them already.
        if (Ladder.PosteriorRung < Ladder.Count - 1)
        {
            return;
        }

        var heirs = new LadderInheritance(target, Ladder);
        Ladder = Ladder.Extended(options.SearchTo, target.Parameters.Count);
        for (int chain = 0; chain < Chains; chain++)
        {
            replicas[chain] = heirs.ReplicasBeyond(replicas[chain], Ladder);
            explorers[chain] = heirs.ExplorersBeyond(explorers[chain], Ladder, options.Explorer);
            streams[chain] = CreateStreams(chain);
        }
    }

    /// <summary>Takes the rungs above beta = 1 away again, and their replicas.</summary>
    public void EndSearch()
    {
        Ladder = Ladder.UpToPosterior();
        for (int chain = 0; chain < Chains; chain++)
        {
            replicas[chain] = replicas[chain][..Ladder.Count];
            explorers[chain] = explorers[chain][..Ladder.Count];
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
            throw FailureAt(chain, rung, exception);
        }
    }

    /// <summary>Evaluates one replica from scratch. Called from several threads, each with items of its own.</summary>
    public void Refresh(int item)
    {
        (int chain, int rung) = Math.DivRem(item, Ladder.Count);
        Apply(chain, rung, static replica => replica.Refresh());
    }

    /// <summary>Exchanges neighbours in every chain.</summary>
    public void Exchange()
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            exchanges[chain].Exchange(replicas[chain], Ladder.InverseTemperatures, sweep);
            for (int rung = Ladder.PosteriorRung + 1; rung < Ladder.Count; rung++)
            {
                Search.Look(replicas[chain][rung]);
            }
        }
    }

    /// <summary>
    /// Lays a new ladder with equal rejection rates, and with as many rungs as the barrier asks for unless their number is
    /// given. Its rungs inherit the replicas and the steps of the old rungs beside them.
    /// </summary>
    public void TuneLadder()
    {
        double[] rejections = Rejections();
        var heirs = new LadderInheritance(target, Ladder);
        Ladder = Ladder.Equalise(rejections, options.Rungs ?? TemperatureLadder.RungsFor(rejections.Sum()));
        for (int chain = 0; chain < Chains; chain++)
        {
            replicas[chain] = heirs.Replicas(replicas[chain], Ladder);
            explorers[chain] = heirs.Explorers(explorers[chain], Ladder, options.Explorer);
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

    /// <summary>The mean rejection probability of this round between each rung and the next one, over all chains.</summary>
    public double[] Rejections() =>
        [.. Enumerable.Range(0, Ladder.Count - 1).Select(rung => exchanges.Average(exchange => exchange.Rejection(rung)))];

    /// <summary>Which walker of a chain is at each rung.</summary>
    public ReadOnlySpan<int> WalkersOf(int chain) => exchanges[chain].Walkers;

    /// <summary>Carries all that later sweeps depend on; random numbers are functions of the number of the sweep.</summary>
    public void Transfer(StateStream stream)
    {
        stream.Number(ref sweep);
        Search.Transfer(stream);
        Ladder = TemperatureLadder.Transfer(stream, Ladder);
        if (stream.IsReading)
        {
            CreateRungs();
            BeginRound();
        }

        for (int item = 0; item < Size; item++)
        {
            (int chain, int rung) = Math.DivRem(item, Ladder.Count);
            TransferReplica(stream, chain, rung);
            foreach (double[] learnt in explorers[chain][rung].Learnt)
            {
                stream.Same(learnt.Length, "learnt numbers");
                stream.Numbers(learnt);
            }
        }

        foreach (EvenOddExchange exchange in exchanges)
        {
            exchange.Transfer(stream);
        }
    }

    private void CreateRungs()
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            replicas[chain] = PerRung(_ => new Replica(target));
            explorers[chain] = PerRung(_ => options.Explorer.CreateRung(target));
            streams[chain] = CreateStreams(chain);
        }
    }

    private T[] PerRung<T>(Func<int, T> create) => [.. Enumerable.Range(0, Ladder.Count).Select(create)];

    private RandomStream[] CreateStreams(int chain) => PerRung(rung => new RandomStream(options.Seed, chain, rung));

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

        explorers[chain][rung].Explore(replica, new(sweep, Ladder.InverseTemperatures[rung], random, adaptationGain));
    }

    private void TransferReplica(StateStream stream, int chain, int rung)
    {
        Replica replica = replicas[chain][rung];
        double[] values = [.. replica.Values];
        double[] coordinates = [.. replica.Coordinates];
        stream.Numbers(values);
        stream.Numbers(coordinates);
        if (stream.IsReading)
        {
            Apply(chain, rung, restored => restored.Restore(values, coordinates));
        }

        stream.Recomputed(replica.LogLikelihood);
    }

    /// <summary>A replica above rung 0 must start where the data are possible.</summary>
    private void StartOne(int chain, int rung)
    {
        Replica replica = replicas[chain][rung];
        for (int draw = 0; draw < MostStartingDraws; draw++)
        {
            Apply(chain, rung, start => start.DrawFromPrior(streams[chain][rung]));
            if (replica.LogLikelihood > double.NegativeInfinity)
            {
                return;
            }
        }

        throw ModelFailureException.OfStart(MostStartingDraws);
    }

    /// <summary>Moves or evaluates a replica, and says where when that fails.</summary>
    private void Apply(int chain, int rung, Action<Replica> change)
    {
        try
        {
            change(replicas[chain][rung]);
        }
        catch (Exception exception)
        {
            throw FailureAt(chain, rung, exception);
        }
    }

    private ModelFailureException FailureAt(int chain, int rung, Exception exception) => ModelFailureException.At(
        target, replicas[chain][rung].EvaluatedValues, chain, rung, Ladder.Count, sweep, exception);
}
