using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers;

/// <summary>A short burn-in, after which an explorer is what it is in a run: adapted over two chains, and frozen.</summary>
internal static class Training
{
    private const int Chains = 2;
    private const int Sweeps = 300;

    /// <summary>An explorer of one rung at inverse temperature 1 that has learnt all it will.</summary>
    public static RungExplorer Train(Explorer explorer, ITarget target)
    {
        RungExplorer[] rungs = [.. Enumerable.Range(0, Chains).Select(_ => explorer.CreateRung(target))];
        for (int chain = 0; chain < Chains; chain++)
        {
            BurnIn(rungs[chain], target, new RandomStream(77, chain, 0));
        }
        rungs[0].Pool(rungs);
        return rungs[0];
    }

    /// <summary>Copies what was learnt as a checkpoint would.</summary>
    public static void Teach(RungExplorer pupil, RungExplorer teacher)
    {
        foreach ((double[] from, double[] to) in teacher.Learnt.Zip(pupil.Learnt))
        {
            from.CopyTo(to, 0);
        }
    }

    /// <summary>
    /// Exchanges would bring points from elsewhere: here a random walk does, for explorers that learn from points alone.
    /// </summary>
    private static void BurnIn(RungExplorer rung, ITarget target, RandomStream random)
    {
        RungExplorer companion = new CoordinateWalk().CreateRung(target);
        var replica = new Replica(target);
        replica.DrawFromPrior(random);
        for (int sweep = 1; sweep <= Sweeps; sweep++)
        {
            random.BeginSweep(sweep);
            var burnIn = new Sweep(sweep, 1, random, 0.5 / (1 + sweep / 50.0) + 0.01);
            companion.Explore(replica, burnIn);
            rung.Explore(replica, burnIn);
        }
    }
}
