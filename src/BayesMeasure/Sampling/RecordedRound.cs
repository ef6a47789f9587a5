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
    /// <param name="draws">The number of draws of a chain, at least 2, at most all.</param>
    public ReproducibilityReport Repeat(Result result, int draws)
    {
        int sweeps = checked((draws - 1) * result.Report.SweepsPerDraw + 1);
        ReplicaExchangeOptions again = options with
        {
            Threads = 1,
            Sweeps = sweeps,
            Until = new(),
            Checkpoint = null,
        };
        using var run = new RunState(0, result.Target, again) { From = state };
        RunState repeated = new ReplicaExchange(again).Sample([run]).Single();
        return repeated.Failure is { } failure
            ? throw new InferenceException(failure.Message, failure.InnerException)
            : new(sweeps, Differences(result, repeated.Record, draws).FirstOrDefault());
    }

    private static ReproducibilityDifference? Compare(
        int chain, int rung, int sweep, string quantity, double recorded, double repeated) =>
        BitConverter.DoubleToInt64Bits(recorded) == BitConverter.DoubleToInt64Bits(repeated)
            ? null
            : new(chain, rung, sweep, quantity, recorded, repeated);

    private static IEnumerable<ReproducibilityDifference> Differences(Result result, RunRecord repeated, int draws)
    {
        LogLikelihoodTraces traces = LadderRun.Of(result).LogLikelihoods;
        LogLikelihoodTraces repeatedTraces = repeated.Traces;
        Draws repeatedDraws = repeated.Draws;

        // Fewer sweeps are thinned less: every row of the result is among theirs.
        int every = result.Report.SweepsPerDraw / repeated.Stride;
        for (int draw = 0; draw < draws; draw++)
        {
            for (int chain = 0; chain < traces.Chains; chain++)
            {
                foreach (ReproducibilityDifference? difference in
                    OfTraces(traces, repeatedTraces, chain, (draw, every * draw))
                        .Concat(OfDraws(result.Draws, repeatedDraws, chain, (draw, every * draw), traces.Rungs - 1)))
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
        LogLikelihoodTraces recorded, LogLikelihoodTraces repeated, int chain, (int Then, int Now) row) => Enumerable
        .Range(0, recorded.Rungs)
        .Select(rung => Compare(
            chain, rung, row.Then, "log likelihood", recorded[chain, rung][row.Then], repeated[chain, rung][row.Now]));

    private static IEnumerable<ReproducibilityDifference?> OfDraws(
        Draws recorded, Draws repeated, int chain, (int Then, int Now) row, int top)
    {
        (int then, int now) = row;
        for (int parameter = 0; parameter < recorded.Parameters.Count; parameter++)
        {
            string name = recorded.Parameters[parameter].Name;
            yield return Compare(chain, top, then, name, recorded[chain, then][parameter], repeated[chain, now][parameter]);
        }

        yield return Compare(
            chain, top, then, "log likelihood", recorded.LogLikelihood(chain, then), repeated.LogLikelihood(chain, now));
        yield return Compare(chain, top, then, "log prior", recorded.LogPrior(chain, then), repeated.LogPrior(chain, now));
    }
}
