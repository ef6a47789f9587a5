using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>An explorer of a user's own.</summary>
internal sealed record UnfitExplorer : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new SliceWalk().CreateRung(target);
}
