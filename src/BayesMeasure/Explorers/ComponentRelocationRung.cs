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
        step = new(target, components.Noise);
        trial = new double[components.Components[0].Length];
        twins = TwinMove.Fits(components) ? new(components, proposal, step) : null;
        this.twinShare = twins is null ? 0 : twinShare;
    }

    public void Explore(Replica replica, in Sweep sweep)
    {
        IComponentResidual state = replica.Residual!;
        int component = sweep.Random.NextInteger(components.Components.Length);
        if (twinShare > 0 && sweep.Random.NextUniform() < twinShare)
        {
            twins!.Explore(replica, state, component, in sweep);
        }
        else
        {
            Relocate(replica, state, component, in sweep);
        }
    }

    /// <summary>
    /// ln r = beta (ln L' - ln L) + ln p'/p + ln q(old) - ln q(new): the residual without the component, by which q is
    /// conditioned, is the same before and after.
    /// </summary>
    private void Relocate(Replica replica, IComponentResidual state, int component, in Sweep sweep)
    {
        state.Residual(components.Noise, proposal.Residual);
        state.Remove(components.Terms[component], proposal.Residual);
        proposal.Condition(state, sweep.InverseTemperature);
        double backward = proposal.DensityAt(component, replica).Log;
        double forward = proposal.Draw(component, sweep.Random, trial).Log;
        int[] positions = components.Components[component];
        step.Clear();
        for (int i = 0; i < positions.Length; i++)
        {
            step.Add(positions[i], trial[i]);
        }

        step.Decide(replica, state, in sweep, backward - forward);
    }
}
