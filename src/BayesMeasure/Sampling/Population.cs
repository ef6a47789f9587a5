using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Results;

namespace BayesMeasure.Sampling;

/// <summary>All replicas of all chains, and what belongs to their rungs: temperatures, explorers, random numbers, exchanges.</summary>
internal sealed class Population
{
    private const int SweepsPerRefresh = 256;
    private const int MostStartingDraws = 10_000;

    private readonly ITarget target;
    private readonly Replica[][] replicas;
    private readonly RungExplorer[][] explorers;
    private readonly RungExplorer[][] spares;
    private readonly RandomStream[][] streams;
    private readonly EvenOddExchange[] exchanges;
    private double adaptationGain;
    private long sweep;

    public Population(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        Ladder = options.Ladder ?? TemperatureLadder.Geometric(options.Rungs, 1e-4);
        int rungs = Ladder.Count;
        replicas = PerChain(chain => PerRung(_ => new Replica(target)));
        explorers = PerChain(chain => PerRung(_ => options.Explorer.CreateRung(target)));
        spares = PerChain(chain => PerRung(_ => options.Explorer.CreateRung(target)));
        streams = PerChain(chain => PerRung(rung => new RandomStream(options.Seed, chain, rung)));
        exchanges = PerChain(chain => new EvenOddExchange(new RandomStream(options.Seed, chain, rungs), rungs));

        T[] PerChain<T>(Func<int, T> create) => [.. Enumerable.Range(0, options.Chains).Select(create)];
        T[] PerRung<T>(Func<int, T> create) => [.. Enumerable.Range(0, rungs).Select(create)];
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
        sweep = 0;
        for (int item = 0; item < Size; item++)
        {
            Start(item);
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

    public void BeginRound()
    {
        foreach (EvenOddExchange exchange in exchanges)
        {
            exchange.Reset();
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

    /// <summary>Lays a new ladder with equal rejection rates; its rungs inherit the steps of the old rungs beside them.</summary>
    public void TuneLadder()
    {
        TemperatureLadder old = Ladder;
        Ladder = old.Equalise(Report().Rejections.ToArray());
        for (int chain = 0; chain < Chains; chain++)
        {
            (explorers[chain], spares[chain]) = (spares[chain], explorers[chain]);
            RungExplorer[] before = spares[chain];
            for (int rung = 1; rung < Ladder.Count; rung++)
            {
                (int lower, double weight) = old.Locate(Ladder.InverseTemperatures[rung]);

                // Rung 0 draws from the prior and adapts nothing: below the first rung there is only the first rung to ask.
                explorers[chain][rung].BlendFrom(before[Math.Max(lower, 1)], before[lower + 1], lower == 0 ? 1 : weight);
            }
        }
    }

    public LadderReport Report() => new(
        Ladder.InverseTemperatures,
        [.. Enumerable.Range(0, Ladder.Count - 1).Select(rung => exchanges.Average(exchange => exchange.Rejection(rung)))],
        exchanges.Sum(exchange => exchange.RoundTrips));

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

        explorers[chain][rung].Explore(replica, Ladder.InverseTemperatures[rung], random, adaptationGain);
    }

    /// <summary>A replica above rung 0 must start where the data are possible.</summary>
    private void StartOne(int chain, int rung)
    {
        streams[chain][rung].BeginSweep(0);
        for (int draw = 0; draw < MostStartingDraws; draw++)
        {
            replicas[chain][rung].DrawFromPrior(streams[chain][rung]);
            if (replicas[chain][rung].LogLikelihood > double.NegativeInfinity)
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"The likelihood was zero at {MostStartingDraws} draws from the prior: prior and data contradict each other.");
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

    private void Start(int item)
    {
        (int chain, int rung) = Math.DivRem(item, Ladder.Count);
        try
        {
            StartOne(chain, rung);
        }
        catch (Exception exception)
        {
            throw Failure(exception, chain, rung);
        }
    }

    private ModelFailureException Failure(Exception exception, int chain, int rung) =>
        new(Describe(exception, chain, rung), exception);

    private string Describe(Exception exception, int chain, int rung)
    {
        ReadOnlySpan<double> values = replicas[chain][rung].EvaluatedValues;
        var point = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            point.Add(FormattableString.Invariant($"{target.Parameters[i].Name} = {values[i]:R}"));
        }

        return FormattableString.Invariant(
            $"The model failed at {string.Join(", ", point)} (chain {chain + 1}, rung {rung + 1} of {Ladder.Count}, sweep {sweep}): {exception.Message}");
    }
}
