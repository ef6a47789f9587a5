using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace BayesMeasure.Cpu.Tests;

/// <summary>Records of which something is wrong.</summary>
internal static class Spoilt
{
    /// <summary>The draws with their values, log likelihoods and log priors changed.</summary>
    public static Result Draws(
        this Result result, Action<double[]>? values = null, double logLikelihood = 0, double logPrior = 0)
    {
        Draws right = result.Draws;
        var wrong = new Draws(
            right.Parameters,
            EachChain(chain => EachDraw(draw => Point(chain, draw)).SelectMany(point => point)),
            EachChain(chain => EachDraw(draw => right.LogLikelihood(chain, draw) + logLikelihood)),
            EachChain(chain => EachDraw(draw => right.LogPrior(chain, draw) + logPrior)));
        return result with { Draws = wrong };

        double[][] EachChain(Func<int, IEnumerable<double>> numbers) =>
            [.. Enumerable.Range(0, right.Chains).Select(chain => numbers(chain).ToArray())];

        IEnumerable<T> EachDraw<T>(Func<int, T> read) => Enumerable.Range(0, right.Count).Select(read);

        double[] Point(int chain, int draw)
        {
            double[] point = right[chain, draw].ToArray();
            values?.Invoke(point);
            return point;
        }
    }

    /// <summary>The traces with each rung at the place of another.</summary>
    public static Result Traces(this Result result, Func<int, int> place)
    {
        LadderRun run = LadderRun.Of(result);
        LogLikelihoodTraces right = run.LogLikelihoods;
        double[][][] wrong =
            [.. Enumerable.Range(0, right.Chains).Select(_ => new double[right.Rungs][])];
        for (int chain = 0; chain < right.Chains; chain++)
        {
            for (int rung = 0; rung < right.Rungs; rung++)
            {
                wrong[chain][place(rung)] = right[chain, rung].ToArray();
            }
        }

        return result with { Report = run with { LogLikelihoods = new(right.InverseTemperatures, wrong) } };
    }

    /// <summary>The free energy off by something.</summary>
    public static Result FreeEnergy(this Result result, double shift) =>
        result with { FreeEnergy = result.FreeEnergy with { LogEvidence = result.FreeEnergy.LogEvidence + shift } };
}
