using BayesMeasure.Gpu.Device;
using BayesMeasure.Sampling;

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
    public void GiveTo(ReplicaRun run, TargetShape target)
    {
        for (int chain = 0; chain < run.Chains.Count; chain++)
        {
            GiveTo(run.Chains[chain], target, chain * target.Rungs);
            if (target.PosteriorRung < target.Rungs - 1)
            {
                int best = target.FirstBest + chain * (target.Unknowns + 2);
                run.Look(Best.AsSpan(best + 2, target.Unknowns), Best[best + 1], Best[best]);
            }
        }
    }

    /// <summary>Gives a chain what is its own.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="target">The posterior.</param>
    /// <param name="place">The first place of the chain among those of the posterior.</param>
    private void GiveTo(Chain chain, in TargetShape target, int place)
    {
        int first = target.FirstReplica + place;
        int unknowns = target.Unknowns;
        for (int rung = 0; rung < target.Rungs; rung++)
        {
            int source = checked((int)(target.FirstPoint + (long)(place + Occupants[first + rung]) * unknowns));
            Values.AsSpan(source, unknowns).CopyTo(chain.ValuesAt(rung));
            Coordinates.AsSpan(source, unknowns).CopyTo(chain.CoordinatesAt(rung));
        }

        int learnt = checked((int)(target.FirstLearnt + (long)place * target.LearntLength));
        Learnt.AsSpan(learnt, target.Rungs * target.LearntLength).CopyTo(chain.Learnt);
        LogLikelihoods.AsSpan(first, target.Rungs).CopyTo(chain.LogLikelihoods);
        for (int rung = 0; rung + 1 < target.Rungs; rung++)
        {
            chain.Acceptance[rung] = Acceptance[first + rung];
            chain.Attempts[rung] = Attempts[first + rung];
        }
    }
}
