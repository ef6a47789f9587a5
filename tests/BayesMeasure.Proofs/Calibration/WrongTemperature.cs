using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>A broken twin of an explorer: it explores at a lower inverse temperature than that of its rung.</summary>
internal sealed record WrongTemperature(Explorer Part, double Factor) : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung(Part.CreateRung(target), Factor);

    private sealed class Rung(RungExplorer part, double factor) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep) =>
            part.Explore(replica, sweep with { InverseTemperature = factor * sweep.InverseTemperature });
    }
}
