using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.References;

namespace BayesMeasure.Sampling;

/// <summary>One chain that moves: for each rung a replica, what explores there, and its random numbers.</summary>
internal sealed class HostChain
{
    /// <summary>
    /// Moves at beta = 1 in a sweep where a reference makes steps: log Z and all draws are made of that one replica, and beside
    /// a dozen or more others it takes little to move it more often.
    /// </summary>
    private const int MovesBesideSteps = 4;

    private readonly int index;
    private readonly Chain numbers;
    private readonly TemperatureLadder ladder;
    private readonly Replica[] replicas;
    private readonly RungExplorer[] explorers;
    private readonly RandomStream[] streams;
    private readonly EvenOddExchange exchange;
    private readonly ReferenceRun? reference;
    private readonly IndependenceStep? step;
    private readonly int movesAtPosterior;

    /// <param name="run">The run.</param>
    /// <param name="index">Which of its chains.</param>
    public HostChain(ReplicaRun run, int index)
    {
        this.index = index;
        numbers = run.Chains[index];
        ladder = run.Ladder;
        replicas = new Replica[ladder.Count];
        explorers = new RungExplorer[ladder.Count];
        streams = new RandomStream[ladder.Count];
        for (int rung = 0; rung < ladder.Count; rung++)
        {
            replicas[rung] = new(run.Target);
            explorers[rung] = run.Options.Explorer.CreateRung(run.Target);
            streams[rung] = new(run.Options.Seed, index, rung);
            numbers.Teach(explorers[rung], rung);
        }

        reference = run.State.Population.Reference;
        step = reference?.StepOf(index);
        movesAtPosterior = reference is { MakesSteps: true } ? MovesBesideSteps : 1;
        exchange = new(new RandomStream(run.Options.Seed, index, ExchangeRule.Stream), numbers);
    }

    /// <summary>The log likelihood at a rung.</summary>
    public double LogLikelihood(int rung) => replicas[rung].LogLikelihood;

    /// <summary>The point that was evaluated last at a rung.</summary>
    public ReadOnlySpan<double> EvaluatedValues(int rung) => replicas[rung].EvaluatedValues;

    /// <summary>Jumps to a draw from the prior.</summary>
    public void DrawFromPrior(int rung) => replicas[rung].DrawFromPrior(streams[rung]);

    /// <summary>Goes to where the numbers say the replica is.</summary>
    public void Restore(int rung) => replicas[rung].Restore(numbers.ValuesAt(rung), numbers.CoordinatesAt(rung));

    /// <summary>Evaluates a replica from scratch.</summary>
    public void Refresh(int rung) => replicas[rung].Refresh();

    /// <summary>
    /// One sweep of a replica: a draw from the prior at beta = 0, what the explorer does elsewhere. Where a reference is fitted
    /// to the replica at beta = 1, it is shown every move of that.
    /// </summary>
    public void Explore(int rung, Round round, long sweep, double adaptationGain)
    {
        RandomStream random = streams[rung];
        random.BeginSweep(sweep);
        if (rung == 0)
        {
            replicas[rung].DrawFromPrior(random);
            return;
        }

        Sweep next = new(sweep, ladder.InverseTemperatures[rung], random, adaptationGain);
        if (rung == ladder.PosteriorRung && reference is not null)
        {
            ExplorePosterior(replicas[rung], reference, round, in next);
        }
        else
        {
            explorers[rung].Explore(replicas[rung], in next);
        }
    }

    /// <summary>Exchanges neighbours.</summary>
    public void Exchange(long sweep) => exchange.Exchange(replicas, ladder.InverseTemperatures, sweep);

    /// <summary>Tells a run of the replicas above beta = 1.</summary>
    public void Look(ReplicaRun run)
    {
        for (int rung = ladder.PosteriorRung + 1; rung < replicas.Length; rung++)
        {
            Replica replica = replicas[rung];
            run.Look(replica.Values, replica.LogLikelihood, replica.LogLikelihood + replica.LogPrior);
        }
    }

    /// <summary>Writes the chain down.</summary>
    /// <param name="run">Where.</param>
    /// <param name="logLikelihoods">Room for a number a rung.</param>
    public void Record(ReplicaRun run, double[] logLikelihoods)
    {
        for (int rung = 0; rung < replicas.Length; rung++)
        {
            logLikelihoods[rung] = replicas[rung].LogLikelihood;
        }

        run.Record(index, replicas[^1].Values, replicas[^1].LogPrior, logLikelihoods, numbers.Walkers);
    }

    /// <summary>Takes down where the replicas are, and what the explorers have learnt.</summary>
    public void Store()
    {
        for (int rung = 0; rung < replicas.Length; rung++)
        {
            replicas[rung].Values.CopyTo(numbers.ValuesAt(rung));
            replicas[rung].Coordinates.CopyTo(numbers.CoordinatesAt(rung));
            numbers.LogLikelihoods[rung] = replicas[rung].LogLikelihood;
            numbers.LearnFrom(explorers[rung], rung);
        }
    }

    private void ExplorePosterior(Replica replica, ReferenceRun shown, Round round, in Sweep sweep)
    {
        for (int move = 0; move < movesAtPosterior; move++)
        {
            explorers[ladder.PosteriorRung].Explore(replica, in sweep);
            step?.Move(replica, movesAtPosterior * sweep.Number + move);
            shown.Collect(round, index, replica);
        }
    }
}
