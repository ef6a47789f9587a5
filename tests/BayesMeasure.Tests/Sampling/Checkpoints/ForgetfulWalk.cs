using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>A broken twin of the coordinate walk: it learns, and does not say what.</summary>
internal sealed record ForgetfulWalk : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(new CoordinateWalk().CreateRung(target));

    private sealed class Rung(RungExplorer walk) : RungExplorer
    {
        private readonly RungExplorer walk = walk;

        public override void Explore(Replica replica, in Sweep sweep) => walk.Explore(replica, in sweep);

        public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) =>
            walk.BlendFrom(((Rung)lower).walk, ((Rung)upper).walk, weight);
    }
}
