using BayesMeasure.Explorers;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>All chains of a run, their ladder, and what becomes of both between rounds.</summary>
internal sealed class Population
{
    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;

    public Population(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        this.options = options;
        Search = new(target.Parameters.Count);
        Reference = options.FitsReference ? new(target, options) : null;
        Ladder = TemperatureLadder.First(options);
        Chains = NewChains(Ladder.Count);
    }

    /// <summary>The chains.</summary>
    public Chain[] Chains { get; private set; }

    /// <summary>The inverse temperatures of their rungs.</summary>
    public TemperatureLadder Ladder { get; private set; }

    /// <summary>What was found beyond beta = 1.</summary>
    public HiddenModeSearch Search { get; }

    /// <summary>What is fitted to the chains at beta = 1; null for nothing.</summary>
    public ReferenceRun? Reference { get; }

    /// <summary>Whether every replica is where the data are possible, as it must be at the start.</summary>
    public bool IsPossible => Chains.All(chain => !chain.LogLikelihoods.Contains(double.NegativeInfinity));

    /// <summary>
    /// Puts the more likely draws from the prior at the higher inverse temperatures, and lays the first ladder by the spread of
    /// their log likelihoods unless one was given. At beta = 1 the chains begin in the modes that were found, if there are any,
    /// with a reference around these.
    /// </summary>
    public void Start(SearchedModes modes)
    {
        foreach (ref Chain chain in Chains.AsSpan())
        {
            double[] logLikelihoods = chain.LogLikelihoods.ToArray();
            int[] order = [.. Enumerable.Range(0, Ladder.Count)];
            Array.Sort(order, (one, other) => logLikelihoods[one].CompareTo(logLikelihoods[other]));
            chain = chain.Rearranged(order);
        }

        if (options.Ladder is null)
        {
            Ladder = TemperatureLadder.FromPrior(Ladder.Count, Chains.SelectMany(chain => chain.LogLikelihoods.ToArray()));
        }

        StartAt(modes);
    }

    /// <summary>Starts the statistics of the exchanges anew.</summary>
    public void BeginRound() => Array.ForEach(Chains, chain => chain.BeginRound());

    /// <summary>
    /// Sets rungs on top of the ladder, at which replicas fall into modes that are narrower than the posterior around them.
    /// </summary>
    public void BeginSearch()
    {
        // A run that was resumed at the beginning of the search has them already.
        if (Ladder.PosteriorRung == Ladder.Count - 1)
        {
            Lay(Ladder.Extended(options.SearchTo, target.Parameters.Count));
        }
    }

    /// <summary>Takes the rungs above beta = 1 away again, and their replicas.</summary>
    /// <param name="modes">
    /// What is known of the modes. Where a search did not go through all places, those that replicas are in are from now on, and
    /// the best that was met above beta = 1.
    /// </param>
    /// <returns>Whether there was a new one: then the chains begin anew at beta = 1.</returns>
    public bool EndSearch(SearchedModes modes)
    {
        Lay(Ladder.UpToPosterior());
        if (Reference is null || modes.AreInserted)
        {
            return false;
        }

        double[][] points = [.. Chains.Select(chain => chain.ValuesAt(Ladder.PosteriorRung).ToArray())];
        bool[] areNew = [.. (Search.Point is { } best ? points.Prepend(best) : points).Select(modes.Climb)];
        if (areNew.Contains(true))
        {
            StartAt(modes);
        }

        return areNew.Contains(true);
    }

    /// <summary>Lets the chains share what their explorers have learnt at each rung.</summary>
    public void PoolExplorers()
    {
        RungExplorer[] explorers = [.. Chains.Select(_ => options.Explorer.CreateRung(target))];
        for (int rung = 1; rung < Ladder.Count; rung++)
        {
            for (int chain = 0; chain < explorers.Length; chain++)
            {
                Chains[chain].Teach(explorers[chain], rung);
            }

            explorers[0].Pool(explorers);
            for (int chain = 0; chain < explorers.Length; chain++)
            {
                if (chain > 0)
                {
                    explorers[chain].BlendFrom(explorers[0], explorers[0], 0);
                }

                Chains[chain].LearnFrom(explorers[chain], rung);
            }
        }
    }

    /// <summary>
    /// Lays a new ladder with equal rejection rates, and with as many rungs as the barrier asks for unless their number is
    /// given. Its rungs inherit the replicas and the steps of the old rungs beside them.
    /// </summary>
    /// <param name="isSearched">Whether modes were searched for at all places.</param>
    public void TuneLadder(bool isSearched)
    {
        double[] rejections = Rejections();
        var heirs = new LadderInheritance(target, options.Explorer, Ladder);
        int rungs = options.Rungs ?? TemperatureLadder.RungsFor(rejections.Sum(), Reference is { IsFitted: true }, isSearched);
        Ladder = Ladder.Equalise(rejections, rungs);
        Chains = [.. Chains.Select(chain => heirs.HeirOf(chain, Ladder))];
    }

    /// <summary>The mean rejection probability of this round between each rung and the next one, over all chains.</summary>
    public double[] Rejections() =>
        [.. Enumerable.Range(0, Ladder.Count - 1).Select(rung => Chains.Average(chain => chain.Rejection(rung)))];

    /// <summary>Evaluates all replicas from scratch.</summary>
    /// <param name="sweep">The sweep, which is named when the model fails.</param>
    /// <returns>By how much a log likelihood differs from what it was, at worst and relative to its size.</returns>
    public double Evaluate(long sweep)
    {
        ITargetState state = target.CreateState();
        double worst = 0;
        for (int chain = 0; chain < Chains.Length; chain++)
        {
            Span<double> logLikelihoods = Chains[chain].LogLikelihoods;
            for (int rung = 0; rung < Ladder.Count; rung++)
            {
                double before = logLikelihoods[rung];
                logLikelihoods[rung] = Evaluate(state, chain, rung, sweep);
                worst = Math.Max(worst, Deviation(before, logLikelihoods[rung]));
            }
        }

        return worst;
    }

    /// <summary>Carries ladder, chains, what a search has found, and a reference.</summary>
    public void Transfer(StateStream stream)
    {
        Search.Transfer(stream);
        Ladder = TemperatureLadder.Transfer(stream, Ladder);
        if (stream.IsReading)
        {
            Chains = NewChains(Ladder.Count);
        }

        foreach (Chain chain in Chains)
        {
            chain.Transfer(stream);
        }

        Reference?.Transfer(stream);
    }

    private void StartAt(SearchedModes modes)
    {
        Reference?.StartFrom(modes);
        foreach ((int chain, Mode mode) in modes.Starts(Chains.Length).Index())
        {
            StartAt(Chains[chain], mode);
        }
    }

    private void StartAt(Chain chain, Mode mode)
    {
        double[] values = [.. mode.Values];
        double[] coordinates = target.Parameters.CoordinatesAt(values);
        if (double.IsFinite(mode.LogLikelihood) && coordinates.All(double.IsFinite))
        {
            values.CopyTo(chain.ValuesAt(Ladder.PosteriorRung));
            coordinates.CopyTo(chain.CoordinatesAt(Ladder.PosteriorRung));
            chain.LogLikelihoods[Ladder.PosteriorRung] = mode.LogLikelihood;
        }
    }

    private static double Deviation(double before, double now)
    {
        double difference = Math.Abs(now - before) / Math.Max(1, Math.Max(Math.Abs(now), Math.Abs(before)));
        return before.Equals(now) ? 0 : double.IsFinite(difference) ? difference : double.PositiveInfinity;
    }

    /// <summary>Lays a ladder that differs from the present one in its uppermost rungs only.</summary>
    private void Lay(TemperatureLadder ladder)
    {
        Chains = [.. Chains.Select(chain => chain.Resized(ladder.Count))];
        Ladder = ladder;
    }

    private double Evaluate(ITargetState state, int chain, int rung, long sweep)
    {
        ReadOnlySpan<double> values = Chains[chain].ValuesAt(rung);
        try
        {
            state.Set(values);
            return Replica.RequirePossible(state.LogLikelihood);
        }
        catch (Exception exception)
        {
            throw ModelFailureException.At(target, values, chain, rung, Ladder.Count, sweep, exception);
        }
    }

    private Chain[] NewChains(int rungs)
    {
        RungExplorer first = options.Explorer.CreateRung(target);
        return [.. Enumerable.Range(0, options.Chains).Select(_ => NewChain(rungs, first))];
    }

    private Chain NewChain(int rungs, RungExplorer first)
    {
        var chain = new Chain(rungs, target.Parameters.Count, first.Learnt.Sum(numbers => numbers.Length));
        for (int rung = 0; rung < rungs; rung++)
        {
            chain.LearnFrom(first, rung);
        }

        return chain;
    }
}
