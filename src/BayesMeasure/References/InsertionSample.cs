using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.References;

/// <summary>
/// Inserts a component into draws of K components, once, and takes each in turn out of draws of K + 1, as often as there are
/// others of them.
/// </summary>
/// <param name="nested">The two models.</param>
/// <param name="fewer">Draws of the posterior of K components.</param>
/// <param name="seed">The seed of the random numbers.</param>
internal sealed class InsertionSample(NestedTargets nested, Draws fewer, ulong seed)
{
    /// <summary>The random numbers of insertions belong to no rung.</summary>
    private const int Stream = int.MaxValue - 5;

    private const int MostInsertions = 2400;
    private const int MostDeletions = 4800;

    private readonly ComponentInsertion component = new(nested);
    private double[][]? inserted;

    /// <summary>The weights of components that are one more.</summary>
    /// <param name="more">Draws of the posterior of K + 1 components.</param>
    public InsertionWeights Weights(Draws more)
    {
        inserted ??= [.. Enumerable.Range(0, fewer.Chains).Select(Insert)];
        double highest = inserted.Max(chain => chain.Max());
        return new(
            inserted,
            [.. Enumerable.Range(0, more.Chains).Select(chain => Delete(more, chain, highest))],
            LogLikelihoods(fewer),
            LogLikelihoods(more),
            nested.Count);
    }

    private double[] Insert(int chain)
    {
        var random = new RandomStream(seed, chain, Stream);
        random.BeginSweep(nested.Count);
        int[] taken = Spread(fewer, MostInsertions);
        return Array.ConvertAll(taken, draw => component.Insert(fewer[chain, draw], random));
    }

    private double[] Delete(Draws draws, int chain, double highest)
    {
        int[] taken = Spread(draws, Math.Max(1, MostDeletions / nested.Count));
        double[] weights = new double[taken.Length * nested.Count];
        for (int i = 0; i < taken.Length; i++)
        {
            component.Delete(draws[chain, taken[i]], highest, weights.AsSpan(i * nested.Count, nested.Count));
        }

        return weights;
    }

    /// <summary>So many draws of all chains at most, spread evenly over each.</summary>
    private static int[] Spread(Draws draws, int most)
    {
        int count = Math.Min(draws.Count, (most + draws.Chains - 1) / draws.Chains);
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * draws.Count / count))];
    }

    private static double[][] LogLikelihoods(Draws draws) => [.. Enumerable.Range(0, draws.Chains).Select(chain =>
        Enumerable.Range(0, draws.Count).Select(draw => draws.LogLikelihood(chain, draw)).ToArray())];
}
