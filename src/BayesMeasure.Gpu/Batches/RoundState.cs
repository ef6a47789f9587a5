using BayesMeasure.Gpu.Device;

namespace BayesMeasure.Gpu.Batches;

/// <summary>What a round leaves on the device, brought back to the host.</summary>
internal sealed record RoundState(
    double[] Values,
    double[] Coordinates,
    double[] LogLikelihoods,
    double[] Learnt,
    double[] Acceptance,
    int[] Attempts,
    int[] Occupants,
    double[] Best)
{
    /// <summary>Gives a run what is its own, its replicas in the order of the rungs.</summary>
    public void GiveTo(TargetRun run, TargetShape target)
    {
        int rungs = target.Rungs;
        int unknowns = target.Unknowns;
        for (int place = 0; place < run.Chains * rungs; place++)
        {
            long source = target.FirstPoint + (long)(place / rungs * rungs + Occupants[target.FirstReplica + place]) * unknowns;
            Array.Copy(Values, source, run.Values, place * unknowns, unknowns);
            Array.Copy(Coordinates, source, run.Coordinates, place * unknowns, unknowns);
        }

        Array.Copy(LogLikelihoods, target.FirstReplica, run.LogLikelihoods, 0, run.LogLikelihoods.Length);
        Array.Copy(Learnt, target.FirstLearnt, run.Learnt, 0, run.Learnt.Length);
        run.Rejections = [.. Enumerable.Range(0, rungs - 1).Select(rung =>
            Enumerable.Range(0, run.Chains).Average(chain => Rejection(target.FirstReplica + chain * rungs + rung)))];
        if (target.PosteriorRung < rungs - 1)
        {
            GiveBest(run, target);
        }
    }

    private double Rejection(int rung) => Attempts[rung] == 0 ? 0 : 1 - Acceptance[rung] / Attempts[rung];

    private void GiveBest(TargetRun run, in TargetShape target)
    {
        for (int chain = 0; chain < run.Chains; chain++)
        {
            int best = target.FirstBest + chain * (target.Unknowns + 2);
            run.Search.Look(Best.AsSpan(best + 2, target.Unknowns), Best[best + 1], Best[best]);
        }
    }
}
