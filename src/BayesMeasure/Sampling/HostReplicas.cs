
namespace BayesMeasure.Sampling;

/// <summary>The replicas of all chains of a run, evaluated and ready to move. An item of work is one rung of one chain.</summary>
internal sealed class HostReplicas
{
    private readonly ReplicaRun run;
    private readonly HostChain[] chains;
    private readonly double[] logLikelihoods;
    private Round round;
    private double adaptationGain;
    private long sweep;

    /// <param name="run">The run, whose chains say where the replicas are.</param>
    public HostReplicas(ReplicaRun run)
    {
        this.run = run;
        sweep = run.Sweeps;
        chains = [.. Enumerable.Range(0, run.Chains.Count).Select(chain => new HostChain(run, chain))];
        logLikelihoods = new double[run.Ladder.Count];
    }

    /// <summary>The number of replicas.</summary>
    public int Count => chains.Length * logLikelihoods.Length;

    /// <summary>Says which sweep comes next.</summary>
    public void BeginSweep(Round now, long number, double gain) => (round, sweep, adaptationGain) = (now, number, gain);

    /// <summary>Draws a replica from the prior until it is where the data are possible.</summary>
    public void Start(int item)
    {
        (int chain, int rung) = Place(item);
        for (int draw = 0; draw < ReplicaRun.MostStartingDraws; draw++)
        {
            run.State.RequireGoing();
            Do(item, static (replicas, rung, _) => replicas.DrawFromPrior(rung));
            if (chains[chain].LogLikelihood(rung) > double.NegativeInfinity)
            {
                return;
            }
        }

        throw ModelFailureException.OfStart(ReplicaRun.MostStartingDraws);
    }

    /// <summary>
    /// Puts a replica where the numbers of its chain say it is. Called from several threads, each with items of its own.
    /// </summary>
    public void Restore(int item)
    {
        (int chain, int rung) = Place(item);
        try
        {
            chains[chain].Restore(rung);
        }
        catch (Exception exception)
        {
            throw FailureAt(chain, rung, run.Chains[chain].ValuesAt(rung), exception);
        }
    }

    /// <summary>Evaluates a replica from scratch. Called from several threads, each with items of its own.</summary>
    public void Refresh(int item) => Do(item, static (replicas, rung, _) => replicas.Refresh(rung));

    /// <summary>Moves a replica at its own temperature. Called from several threads, each with items of its own.</summary>
    public void Explore(int item) =>
        Do(item, static (replicas, rung, all) => replicas.Explore(rung, all.round, all.sweep, all.adaptationGain));

    /// <summary>Exchanges neighbours in every chain, and looks at what is found above beta = 1.</summary>
    public void Exchange()
    {
        foreach (HostChain chain in chains)
        {
            chain.Exchange(sweep);
            chain.Look(run);
        }
    }

    /// <summary>Writes all chains down.</summary>
    public void Record()
    {
        foreach (HostChain chain in chains)
        {
            chain.Record(run, logLikelihoods);
        }
    }

    /// <summary>Gives the chains the numbers of their replicas and explorers.</summary>
    public void Store() => Array.ForEach(chains, chain => chain.Store());

    private (int Chain, int Rung) Place(int item) => Math.DivRem(item, logLikelihoods.Length);

    /// <summary>Moves or evaluates a replica, and says where when that fails.</summary>
    private void Do(int item, Action<HostChain, int, HostReplicas> move)
    {
        (int chain, int rung) = Place(item);
        try
        {
            move(chains[chain], rung, this);
        }
        catch (Exception exception)
        {
            throw FailureAt(chain, rung, chains[chain].EvaluatedValues(rung), exception);
        }
    }

    private ModelFailureException FailureAt(int chain, int rung, ReadOnlySpan<double> values, Exception exception) =>
        ModelFailureException.At(run.Target, values, chain, rung, logLikelihoods.Length, sweep, exception);
}
