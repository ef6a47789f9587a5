using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;

namespace BayesMeasure.Sampling;

/// <summary>The round that was recorded, with the state in which it began.</summary>
/// <param name="options">The settings of the run.</param>
/// <param name="state">The state.</param>
internal sealed class RecordedRound(ReplicaExchangeOptions options, byte[] state)
{
    /// <summary>Makes the first draws once more, in one thread, and compares them bit for bit.</summary>
    /// <param name="result">The result that is checked.</param>
    /// <param name="sweeps">The number of recorded sweeps, at least 2, at most all.</param>
    public ReproducibilityReport Repeat(Result result, int sweeps)
    {
        ReplicaExchangeOptions again = options with { Threads = 1, Sweeps = sweeps, Until = new(), Checkpoint = null };
        using var run = new RunState(0, result.Target, again) { From = state };
        RunState repeated = new ReplicaExchange(again).Sample([run]).Single();
        return repeated.Failure is { } failure
            ? throw new InferenceException(failure.Message, failure.InnerException)
            : new(sweeps, Differences(result, repeated.Record, sweeps).FirstOrDefault());
    }

    private static ReproducibilityDifference? Compare(
        int chain, int rung, int sweep, string quantity, double recorded, double repeated) =>
        BitConverter.DoubleToInt64Bits(recorded) == BitConverter.DoubleToInt64Bits(repeated)
            ? null
            : new(chain, rung, sweep, quantity, recorded, repeated);

    private static IEnumerable<ReproducibilityDifference> Differences(Result result, RunRecord repeated, int sweeps)
    {
        LogLikelihoodTraces traces = LadderRun.Of(result).LogLikelihoods;
        LogLikelihoodTraces repeatedTraces = repeated.Traces;
        Draws repeatedDraws = repeated.Draws;
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int chain = 0; chain < traces.Chains; chain++)
            {
                foreach (ReproducibilityDifference? difference in
                    OfTraces(traces, repeatedTraces, chain, sweep)
                        .Concat(OfDraws(result.Draws, repeatedDraws, chain, sweep, traces.Rungs - 1)))
                {
                    if (difference is not null)
                    {
                        yield return difference;
                    }
                }
            }
        }
    }

    private static IEnumerable<ReproducibilityDifference?> OfTraces(
        LogLikelihoodTraces recorded, LogLikelihoodTraces repeated, int chain, int sweep) => Enumerable
        .Range(0, recorded.Rungs)
        .Select(rung => Compare(
            chain, rung, sweep, "log likelihood", recorded[chain, rung][sweep], repeated[chain, rung][sweep]));

    private static IEnumerable<ReproducibilityDifference?> OfDraws(Draws recorded, Draws repeated, int chain, int sweep, int top)
    {
        for (int parameter = 0; parameter < recorded.Parameters.Count; parameter++)
        {
            string name = recorded.Parameters[parameter].Name;
            yield return Compare(chain, top, sweep, name, recorded[chain, sweep][parameter], repeated[chain, sweep][parameter]);
        }

        yield return Compare(
            chain, top, sweep, "log likelihood", recorded.LogLikelihood(chain, sweep), repeated.LogLikelihood(chain, sweep));
        yield return Compare(chain, top, sweep, "log prior", recorded.LogPrior(chain, sweep), repeated.LogPrior(chain, sweep));
    }
}
