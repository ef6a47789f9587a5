using BayesMeasure.Gpu.Device;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Batches;

/// <summary>What a round recorded on the device, brought back to the host.</summary>
/// <param name="Traces">The log likelihoods.</param>
/// <param name="Walkers">The walkers.</param>
/// <param name="Draws">The points at beta = 1.</param>
/// <param name="LogPriors">Their log priors.</param>
/// <param name="Rows">The rows of a chain.</param>
internal sealed record RoundRecord(double[] Traces, ushort[] Walkers, double[] Draws, double[] LogPriors, int Rows)
{
    /// <summary>Adds the first rows to the record of a run.</summary>
    public void GiveTo(ReplicaRun run, TargetShape target, int count)
    {
        int[] walkers = new int[target.Rungs];
        for (int row = 0; row < count; row++)
        {
            for (int chain = 0; chain < run.Chains.Count; chain++)
            {
                long place = (long)chain * Rows + row;
                long trace = target.FirstTrace + place * target.Rungs;
                for (int rung = 0; rung < walkers.Length; rung++)
                {
                    walkers[rung] = Walkers[trace + rung];
                }

                run.Record(
                    chain,
                    Draws.AsSpan((int)(target.FirstDraw + place * target.Unknowns), target.Unknowns),
                    LogPriors[(long)target.FirstChain * Rows + place],
                    Traces.AsSpan((int)trace, target.Rungs),
                    walkers);
            }
        }
    }
}
