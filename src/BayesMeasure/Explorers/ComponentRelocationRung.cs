using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>The moves of the components of one kind: one of them is drawn anew, or becomes the twin of another.</summary>
internal sealed class ComponentRelocationRung
{
    private readonly MatchedComponents components;
    private readonly PlaceProposal proposal;
    private readonly LevelStep step;
    private readonly TwinMove? twins;
    private readonly double twinShare;
    private readonly double[] trial;

    public ComponentRelocationRung(MatchedComponents components, ITarget target, double twinShare)
    {
        this.components = components;
        proposal = new(components);
        step = new(target, components);
        trial = new double[components.Components[0].Length];
        twins = TwinSplit.Fits(components) ? new(components, proposal, step) : null;
        this.twinShare = twins is null ? 0 : twinShare;
    }

    public void Explore(Replica replica, in Sweep sweep)
    {
        int component = sweep.Random.NextInteger(components.Components.Length);
        if (twinShare > 0 && sweep.Random.NextUniform() < twinShare)
        {
            twins!.Explore(replica, component, in sweep);
        }
        else
        {
            Relocate(replica, component, in sweep);
        }
    }

    /// <summary>
    /// ln r = beta (ln L' - ln L) + ln p'/p + ln q(old) - ln q(new): the residuals without the component, by which q is
    /// conditioned, are the same before and after.
    /// </summary>
    private void Relocate(Replica replica, int component, in Sweep sweep)
    {
        proposal.Begin(replica);
        proposal.Remove(replica, component);
        proposal.Condition(replica, sweep.InverseTemperature);
        double backward = proposal.DensityAt(component, replica).Log;
        double forward = proposal.Draw(replica, component, sweep.Random, trial).Log;
        int[] positions = components.Components[component];
        step.Clear();
        for (int i = 0; i < positions.Length; i++)
        {
            step.Add(positions[i], trial[i]);
        }

        step.Decide(replica, in sweep, backward - forward);
    }
}
