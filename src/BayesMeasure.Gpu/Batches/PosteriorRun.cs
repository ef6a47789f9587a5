using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Batches;

/// <summary>What a device wants to know of a run: a GPU runs posteriors, and refuses all other targets beforehand.</summary>
internal static class PosteriorRun
{
    extension(ReplicaRun run)
    {
        /// <summary>What is asked.</summary>
        public Posterior Posterior => run.Target.Curves[0].Posterior;

        /// <summary>The seed of the random numbers.</summary>
        public ulong Seed => run.Options.Seed;

        /// <summary>The number of unknowns.</summary>
        public int Unknowns => run.Target.Parameters.Count;

        /// <summary>The number of replicas.</summary>
        public int Replicas => run.Chains.Count * run.Ladder.Count;

        /// <summary>The learnt numbers of one rung.</summary>
        public int LearntLength => run.Chains[0].LearntLength;
    }
}
