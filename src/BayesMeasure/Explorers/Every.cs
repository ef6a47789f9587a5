using BayesMeasure.Posteriors;
using MathNet.Numerics;

namespace BayesMeasure.Explorers;

/// <summary>
/// An explorer that is applied in every so many-th sweep only: for moves that cost much, or that are needed rarely.
/// </summary>
/// <param name="Sweeps">The number of sweeps from one application to the next, at least 1.</param>
/// <param name="Part">What is applied.</param>
internal sealed record Every(int Sweeps, Explorer Part) : Explorer
{
    /// <inheritdoc/>
    public override void RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Sweeps, 1);
        ArgumentNullException.ThrowIfNull(Part);
        Part.RequireValid();
    }

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target) => new Rung(Sweeps, Part.CreateRung(target));

    /// <inheritdoc/>
    public override IReadOnlyList<ExplorerStep> StepsFor(ITarget target) =>
        [.. Part.StepsFor(target).Select(step => step with { Period = (int)Euclid.LeastCommonMultiple(step.Period, Sweeps) })];

    private sealed class Rung(int sweeps, RungExplorer part) : RungExplorer
    {
        private readonly RungExplorer part = part;

        public override IReadOnlyList<double[]> Learnt => part.Learnt;

        public override void Explore(Replica replica, in Sweep sweep)
        {
            if (sweep.Number % sweeps == 0)
            {
                part.Explore(replica, in sweep);
            }
        }

        public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) =>
            part.BlendFrom(((Rung)lower).part, ((Rung)upper).part, weight);

        public override void Pool(IReadOnlyList<RungExplorer> chains) =>
            part.Pool([.. chains.Select(chain => ((Rung)chain).part)]);
    }
}
