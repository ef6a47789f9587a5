using BayesMeasure.Explorers;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// One chain in plain numbers, by rung: where its replicas are, what its explorers have learnt, and how its exchanges went in
/// this round. Between rounds that is all there is of it: an engine makes of it what it computes with, and writes back what came
/// of it.
/// </summary>
public sealed class Chain
{
    private readonly int parameters;
    private readonly double[] values;
    private readonly double[] coordinates;
    private readonly double[] logLikelihoods;
    private readonly double[] learnt;
    private readonly double[] acceptance;
    private readonly long[] attempts;
    private readonly int[] walkers;

    /// <param name="rungs">The number of rungs.</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <param name="learntLength">The numbers that the explorer of a rung learns.</param>
    internal Chain(int rungs, int parameters, int learntLength)
    {
        this.parameters = parameters;
        Rungs = rungs;
        LearntLength = learntLength;
        values = new double[rungs * parameters];
        coordinates = new double[rungs * parameters];
        logLikelihoods = new double[rungs];
        learnt = new double[rungs * learntLength];
        acceptance = new double[rungs - 1];
        attempts = new long[rungs - 1];
        walkers = [.. Enumerable.Range(0, rungs)];
    }

    /// <summary>The number of rungs.</summary>
    public int Rungs { get; }

    /// <summary>The numbers that the explorer of one rung learns.</summary>
    public int LearntLength { get; }

    /// <summary>The points of all rungs, one after the other: one value a parameter.</summary>
    public Span<double> Values => values;

    /// <summary>
    /// The same points on the scales on which the parameters are explored; rounding keeps them from being found from the values.
    /// </summary>
    public Span<double> Coordinates => coordinates;

    /// <summary>The log likelihood at each rung.</summary>
    public Span<double> LogLikelihoods => logLikelihoods;

    /// <summary>
    /// What the explorers of all rungs have learnt, one after the other: the arrays of <see cref="RungExplorer.Learnt"/>.
    /// </summary>
    public Span<double> Learnt => learnt;

    /// <summary>
    /// The sum of the acceptance probabilities of this round between each rung and the next: one number less than rungs.
    /// </summary>
    public Span<double> Acceptance => acceptance;

    /// <summary>The exchanges that were tried in this round between each rung and the next: one number less than rungs.</summary>
    public Span<long> Attempts => attempts;

    /// <summary>Which walker is at each rung; at the start of the round, walker l is at rung l.</summary>
    public Span<int> Walkers => walkers;

    /// <summary>The point of one rung.</summary>
    public Span<double> ValuesAt(int rung) => values.AsSpan(rung * parameters, parameters);

    /// <summary>The coordinates of one rung.</summary>
    public Span<double> CoordinatesAt(int rung) => coordinates.AsSpan(rung * parameters, parameters);

    /// <summary>What the explorer of one rung has learnt.</summary>
    public Span<double> LearntAt(int rung) => learnt.AsSpan(rung * LearntLength, LearntLength);

    /// <summary>The mean rejection probability of this round between a rung and the next one.</summary>
    internal double Rejection(int rung) => attempts[rung] == 0 ? 0 : 1 - acceptance[rung] / attempts[rung];

    /// <summary>Starts the statistics of the exchanges anew.</summary>
    internal void BeginRound()
    {
        Acceptance.Clear();
        Attempts.Clear();
        for (int rung = 0; rung < Rungs; rung++)
        {
            walkers[rung] = rung;
        }
    }

    /// <summary>A chain whose rungs have the replicas and the learnt numbers of some of these.</summary>
    /// <param name="sources">For each rung of the new chain, a rung of this one.</param>
    internal Chain Rearranged(ReadOnlySpan<int> sources)
    {
        var chain = new Chain(sources.Length, parameters, LearntLength);
        for (int rung = 0; rung < sources.Length; rung++)
        {
            ValuesAt(sources[rung]).CopyTo(chain.ValuesAt(rung));
            CoordinatesAt(sources[rung]).CopyTo(chain.CoordinatesAt(rung));
            LearntAt(sources[rung]).CopyTo(chain.LearntAt(rung));
            chain.logLikelihoods[rung] = logLikelihoods[sources[rung]];
        }

        return chain;
    }

    /// <summary>
    /// A chain with the lower rungs of this one and their statistics, and more above that inherit from its uppermost, or fewer.
    /// </summary>
    /// <param name="rungs">The number of its rungs.</param>
    internal Chain Resized(int rungs)
    {
        Chain chain = Rearranged([.. Enumerable.Range(0, rungs).Select(rung => Math.Min(rung, Rungs - 1))]);
        int intervals = Math.Min(rungs, Rungs) - 1;
        Acceptance[..intervals].CopyTo(chain.Acceptance);
        Attempts[..intervals].CopyTo(chain.Attempts);
        return chain;
    }

    /// <summary>Gives an explorer what was learnt at a rung.</summary>
    internal void Teach(RungExplorer explorer, int rung)
    {
        ReadOnlySpan<double> left = LearntAt(rung);
        foreach (double[] numbers in explorer.Learnt)
        {
            left[..numbers.Length].CopyTo(numbers);
            left = left[numbers.Length..];
        }
    }

    /// <summary>Takes down what the explorer of a rung has learnt.</summary>
    internal void LearnFrom(RungExplorer explorer, int rung)
    {
        Span<double> left = LearntAt(rung);
        foreach (double[] numbers in explorer.Learnt)
        {
            numbers.CopyTo(left);
            left = left[numbers.Length..];
        }
    }

    /// <summary>Carries all numbers.</summary>
    internal void Transfer(StateStream stream)
    {
        stream.Same(LearntLength, "learnt numbers");
        stream.Numbers(values);
        stream.Numbers(coordinates);
        stream.Numbers(logLikelihoods);
        stream.Numbers(learnt);
        stream.Numbers(acceptance);
        stream.Numbers(attempts);
        stream.Numbers(walkers);
        StateStream.RequireEach(values, double.IsFinite, "values");
        StateStream.RequireEach(coordinates, coordinate => !double.IsNaN(coordinate), "coordinates");
        StateStream.RequireEach(logLikelihoods, likelihood => likelihood < double.PositiveInfinity, "log likelihoods");
        StateStream.RequireEach(acceptance, sum => sum >= 0 && double.IsFinite(sum), "sums of acceptances");
        foreach (long count in attempts)
        {
            StateStream.Require(count, 0, long.MaxValue, "attempts");
        }

        if (!walkers.Order().SequenceEqual(Enumerable.Range(0, Rungs)))
        {
            throw new InvalidDataException("its walkers are not one a rung.");
        }
    }
}
