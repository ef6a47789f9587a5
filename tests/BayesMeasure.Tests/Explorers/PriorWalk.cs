using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Explorers;

/// <summary>Independent walks without data that begin with a draw from the prior: an invariant explorer ends with one.</summary>
internal static class PriorWalk
{
    private const int Replicates = 4000;
    private const int Sweeps = 24;

    /// <summary>The smallest significance, over all parameters, of the ends against the prior.</summary>
    /// <param name="explorer">What walks, after a short burn-in.</param>
    /// <param name="priors">The priors that the explorer sees.</param>
    /// <param name="truth">The priors that the ends are compared with.</param>
    public static double Significance(Explorer explorer, IReadOnlyList<Distribution> priors, IReadOnlyList<Distribution> truth)
    {
        double[][] ends = Walk(explorer, priors);
        return truth.Select((prior, i) => prior.IsDiscrete
            ? ChiSquare.Significance(Counts(ends[i], prior), Probabilities(prior))
            : KolmogorovSmirnov.Significance(ends[i], prior.CumulativeProbability)).Min();
    }

    private static double[][] Walk(Explorer explorer, IReadOnlyList<Distribution> priors)
    {
        LogLikelihoodTarget target = Target(priors);
        var replica = new Replica(target);
        var random = new RandomStream(21, 0, 0);
        RungExplorer rung = Training.Train(explorer, target);
        double[][] ends = [.. priors.Select(_ => new double[Replicates])];
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            random.BeginSweep(replicate);
            replica.DrawFromPrior(random);
            for (int sweep = 0; sweep < Sweeps; sweep++)
            {
                rung.Explore(replica, new(sweep, 1, random, 0));
            }
            for (int i = 0; i < ends.Length; i++)
            {
                ends[i][replicate] = replica.Values[i];
            }
        }

        return ends;
    }

    private static LogLikelihoodTarget Target(IReadOnlyList<Distribution> priors) =>
        new(priors.Index().Aggregate(new Prior(), (joined, entry) => joined + new Prior { [$"p{entry.Index}"] = entry.Item }),
            _ => 0);

    private static int[] Counts(double[] ends, Distribution prior) =>
        [.. Enumerable.Range(0, 1 + (int)prior.Maximum).Select(value => ends.Count(end => end == value))];

    private static double[] Probabilities(Distribution prior) =>
        [.. Enumerable.Range(0, 1 + (int)prior.Maximum).Select(value => Math.Exp(prior.LogDensity(value)))];
}
