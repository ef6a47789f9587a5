using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Splits a component in two at one place, and joins two again: how a component that is not needed goes from having no amplitude
/// to being the twin of a large one, which no walk does.
/// </summary>
/// <remarks>
/// A split takes a component j from where it is and makes it the twin of i, by <see cref="TwinSplit"/>. A join is the way back: i
/// takes all amplitude and the mean place, and j is drawn anew from the residual without it, as in a relocation. So ln r of a
/// split is that of the densities, plus ln q(j) - ln s(i', j' | i), and that of a join is the opposite.
/// </remarks>
internal sealed class TwinMove
{
    private readonly MatchedComponents components;
    private readonly PlaceProposal proposal;
    private readonly LevelStep step;
    private readonly TwinSplit split;
    private readonly Distribution[] priors;
    private readonly double[] wholeValues;
    private readonly double[] drawn;

    public TwinMove(MatchedComponents components, PlaceProposal proposal, LevelStep step)
    {
        this.components = components;
        this.proposal = proposal;
        this.step = step;
        split = new(components);
        priors = [.. Enumerable.Range(0, components.Components[0].Length).Select(components.PriorOf)];
        wholeValues = new double[priors.Length];
        drawn = new double[priors.Length];
    }

    /// <summary>A split or a join of a component and another one.</summary>
    public void Explore(Replica replica, int component, in Sweep sweep)
    {
        int count = components.Components.Length;
        int twin = (component + 1 + sweep.Random.NextInteger(count - 1)) % count;
        proposal.Begin(replica);
        proposal.Remove(replica, twin);
        if (sweep.Random.NextUniform() < 0.5)
        {
            Split(replica, component, twin, in sweep);
        }
        else
        {
            Join(replica, component, twin, in sweep);
        }
    }

    private void Split(Replica replica, int component, int twin, in Sweep sweep)
    {
        if (!split.Draw(replica, component, sweep.Random))
        {
            return;
        }

        proposal.Condition(replica, sweep.InverseTemperature);
        double ratio = proposal.DensityAt(twin, replica).Log - split.LogDensity;
        step.Clear();
        Add(components.Components[component], split.First);
        Add(components.Components[twin], split.Second);
        step.Decide(replica, in sweep, ratio);
    }

    private void Join(Replica replica, int component, int twin, in Sweep sweep)
    {
        if (!split.Unite(replica, component, twin))
        {
            return;
        }

        for (int i = 0; i < wholeValues.Length; i++)
        {
            wholeValues[i] = priors[i].FromCoordinate(split.Whole[i]);
        }

        proposal.Remove(replica, component);
        proposal.Subtract(replica, component, wholeValues);
        proposal.Condition(replica, sweep.InverseTemperature);
        double ratio = split.LogDensity - proposal.Draw(replica, twin, sweep.Random, drawn).Log;
        step.Clear();
        Add(components.Components[component], split.Whole);
        Add(components.Components[twin], drawn);
        step.Decide(replica, in sweep, ratio);
    }

    private void Add(int[] positions, ReadOnlySpan<double> coordinates)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            step.Add(positions[i], coordinates[i]);
        }
    }
}
