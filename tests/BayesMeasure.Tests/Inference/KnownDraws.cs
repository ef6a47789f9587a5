using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Inference;

/// <summary>Draws, and results, made of given points.</summary>
internal static class KnownDraws
{
    /// <summary>All chains, draws and values are given, and the densities of each draw; 0 by default.</summary>
    public static Draws Of(
        IReadOnlyList<Parameter> parameters,
        double[][][] chains,
        Func<double[], double>? logLikelihood = null,
        Func<double[], double>? logPrior = null) => new(
            parameters,
            [.. chains.Select(chain => chain.SelectMany(point => point).ToArray())],
            [.. chains.Select(chain => Array.ConvertAll(chain, point => logLikelihood?.Invoke(point) ?? 0))],
            [.. chains.Select(chain => Array.ConvertAll(chain, point => logPrior?.Invoke(point) ?? 0))]);

    /// <summary>All chains, draws and values are given; the log likelihood of a draw is that of the function.</summary>
    public static Result Create(Prior prior, double[][][] chains, Func<double[], double> logLikelihood)
    {
        var target = new LogLikelihoodTarget(prior, _ => 0);
        var estimate = FreeEnergyEstimate.Exact("known", 0);
        return new()
        {
            Target = target,
            Draws = Of(target.Parameters, chains, logLikelihood, LogPrior),
            FreeEnergy = estimate,
            FreeEnergies = [estimate],
            Seed = 0,
            StopReason = new(StopKind.Exact, ""),
            Report = new KnownReport(),
        };

        double LogPrior(double[] point) => point.Select((value, i) => target.Parameters[i].Prior.LogDensity(value)).Sum();
    }

    /// <summary>The report of no method.</summary>
    private sealed record KnownReport : InferenceReport
    {
        public override string Method => "known draws";
    }
}
