using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Inference;

/// <summary>A result made of given draws.</summary>
internal static class KnownDraws
{
    /// <summary>All chains, draws and values are given; the log likelihood of a draw is that of the function.</summary>
    public static Result Create(Prior prior, double[][][] chains, Func<double[], double> logLikelihood)
    {
        var target = new LogLikelihoodTarget(prior, _ => 0);
        var draws = new Draws(target.Parameters, chains.Length, chains[0].Length);
        for (int chain = 0; chain < chains.Length; chain++)
        {
            for (int draw = 0; draw < chains[0].Length; draw++)
            {
                double[] point = chains[chain][draw];
                double logPrior = point.Select((value, i) => target.Parameters[i].Prior.LogDensity(value)).Sum();
                draws.Record(chain, draw, point, logLikelihood(point), logPrior);
            }
        }

        draws.Complete(chains[0].Length);
        var estimate = FreeEnergyEstimate.Exact("known", 0);
        return new()
        {
            Target = target,
            Draws = draws,
            FreeEnergy = estimate,
            FreeEnergies = [estimate],
            Seed = 0,
            StopReason = new(StopKind.Exact, ""),
        };
    }
}
