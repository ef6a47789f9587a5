using BayesMeasure.Inference;

namespace BayesMeasure.Cpu.Tests;

/// <summary>Records of which something is wrong.</summary>
internal static class Spoilt
{
    /// <summary>The draws with their values, log likelihoods and log priors changed.</summary>
    public static Result Draws(
        this Result result, Action<double[]>? values = null, double logLikelihood = 0, double logPrior = 0)
    {
        Draws right = result.Draws;
        var wrong = new Draws(right.Parameters, right.Chains, right.Count);
        for (int chain = 0; chain < right.Chains; chain++)
        {
            for (int draw = 0; draw < right.Count; draw++)
            {
                double[] point = right[chain, draw].ToArray();
                values?.Invoke(point);
                wrong.Record(
                    chain, draw, point, right.LogLikelihood(chain, draw) + logLikelihood, right.LogPrior(chain, draw) + logPrior);
            }
        }

        wrong.Complete(right.Count);
        return result with { Draws = wrong };
    }

    /// <summary>The traces with each rung at the place of another.</summary>
    public static Result Traces(this Result result, Func<int, int> place)
    {
        LogLikelihoodTraces right = result.LogLikelihoods!;
        var wrong = new LogLikelihoodTraces(right.InverseTemperatures, right.Chains, right.Sweeps);
        for (int chain = 0; chain < right.Chains; chain++)
        {
            for (int rung = 0; rung < right.Rungs; rung++)
            {
                for (int sweep = 0; sweep < right.Sweeps; sweep++)
                {
                    wrong.Record(chain, place(rung), sweep, right[chain, rung][sweep]);
                }
            }
        }

        return result with { LogLikelihoods = wrong };
    }

    /// <summary>The free energy off by something.</summary>
    public static Result FreeEnergy(this Result result, double shift) =>
        result with { FreeEnergy = result.FreeEnergy with { LogEvidence = result.FreeEnergy.LogEvidence + shift } };
}
