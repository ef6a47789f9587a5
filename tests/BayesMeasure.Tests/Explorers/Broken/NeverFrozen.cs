using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>A broken twin of any explorer: its adaptation never stops.</summary>
internal sealed record NeverFrozen(Explorer Part) : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(Part.CreateRung(target));

    private sealed class Rung(RungExplorer part) : RungExplorer
    {
        public override IReadOnlyList<double[]> Learnt => part.Learnt;

        public override void Explore(Replica replica, in Sweep sweep) =>
            part.Explore(replica, sweep with { AdaptationGain = Math.Max(sweep.AdaptationGain, 0.1) });
    }
}
