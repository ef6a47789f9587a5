using BayesMeasure.Inference;

namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>The round that was recorded, with the state in which it began.</summary>
/// <param name="options">The settings of the run.</param>
/// <param name="state">The state.</param>
/// <param name="traces">The log likelihoods that were recorded.</param>
internal sealed class RecordedRound(ReplicaExchangeOptions options, byte[] state, LogLikelihoodTraces traces) : IRecordedRound
{
    /// <summary>The log likelihoods that were recorded.</summary>
    public LogLikelihoodTraces Traces => traces;

    /// <inheritdoc/>
    public ReproducibilityReport Repeat(Result result, int sweeps)
    {
        var sampler = new ReplicaExchange(options with { Threads = 1, Sweeps = sweeps, Until = new(), Checkpoint = null });
        RunRecord repeated = sampler.Repeat(result.Target, state);
        return new(sweeps, Differences(result.Draws, repeated, sweeps).FirstOrDefault());
    }

    private static ReproducibilityDifference? Compare(
        int chain, int rung, int sweep, string quantity, double recorded, double repeated) =>
        BitConverter.DoubleToInt64Bits(recorded) == BitConverter.DoubleToInt64Bits(repeated)
            ? null
            : new(chain, rung, sweep, quantity, recorded, repeated);

    private IEnumerable<ReproducibilityDifference> Differences(Draws draws, RunRecord repeated, int sweeps)
    {
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int chain = 0; chain < traces.Chains; chain++)
            {
                foreach (ReproducibilityDifference? difference in
                    OfTraces(repeated.Traces, chain, sweep).Concat(OfDraws(draws, repeated.Draws, chain, sweep)))
                {
                    if (difference is not null)
                    {
                        yield return difference;
                    }
                }
            }
        }
    }

    private IEnumerable<ReproducibilityDifference?> OfTraces(LogLikelihoodTraces repeated, int chain, int sweep) => Enumerable
        .Range(0, traces.Rungs)
        .Select(rung => Compare(chain, rung, sweep, "log likelihood", traces[chain, rung][sweep], repeated[chain, rung][sweep]));

    private IEnumerable<ReproducibilityDifference?> OfDraws(Draws draws, Draws repeated, int chain, int sweep)
    {
        int top = traces.Rungs - 1;
        for (int parameter = 0; parameter < draws.Parameters.Count; parameter++)
        {
            string name = draws.Parameters[parameter].Name;
            yield return Compare(chain, top, sweep, name, draws[chain, sweep][parameter], repeated[chain, sweep][parameter]);
        }

        yield return Compare(
            chain, top, sweep, "log likelihood", draws.LogLikelihood(chain, sweep), repeated.LogLikelihood(chain, sweep));
        yield return Compare(chain, top, sweep, "log prior", draws.LogPrior(chain, sweep), repeated.LogPrior(chain, sweep));
    }
}
