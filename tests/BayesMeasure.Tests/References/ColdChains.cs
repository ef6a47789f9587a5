using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>
/// Chains at beta = 1 from one point, without a ladder: draws of the mode around it, the first half to fit a reference to, the
/// second to record.
/// </summary>
internal static class ColdChains
{
    private const int Chains = 4;

    private static readonly Explorer Walks = Explorer.Sequence(
        new CoordinateWalk(), new BlockWalk(), new BlockWalk { WholePoint = true });

    /// <summary>Starts all chains at a point, and makes so many sweeps twice.</summary>
    public static (CollectedDraws Fitted, Draws Recorded) From(
        double[] start, ITarget target, int sweeps, ulong seed, Explorer? moves = null)
    {
        var collected = new CollectedDraws(Chains, target.Parameters.Count);
        double[][] points = new double[Chains][], logLikelihoods = new double[Chains][], logPriors = new double[Chains][];
        double[] coordinates = [.. start.Select((value, i) => target.Parameters[i].Prior.ToCoordinate(value))];
        for (int chain = 0; chain < Chains; chain++)
        {
            var replica = new Replica(target);
            replica.Restore(start, coordinates);
            var random = new RandomStream(seed, chain, replica: 0);
            RungExplorer explorer = (moves ?? Walks).CreateRung(target);
            var recorded = new List<double>();
            logLikelihoods[chain] = new double[sweeps];
            logPriors[chain] = new double[sweeps];
            for (int sweep = 0; sweep < 2 * sweeps; sweep++)
            {
                random.BeginSweep(sweep + 1);
                explorer.Explore(replica, new(sweep + 1, 1, random, sweep < sweeps ? 0.5 / (1 + sweep / 50.0) + 0.01 : 0));
                if (sweep >= sweeps)
                {
                    recorded.AddRange(replica.Values);
                    logLikelihoods[chain][sweep - sweeps] = replica.LogLikelihood;
                    logPriors[chain][sweep - sweeps] = replica.LogPrior;
                }
                else if (sweep >= sweeps / 2)
                {
                    collected.Add(chain, replica.Coordinates);
                }
            }

            points[chain] = [.. recorded];
        }

        return (collected, new(target.Parameters, points, logLikelihoods, logPriors));
    }
}
