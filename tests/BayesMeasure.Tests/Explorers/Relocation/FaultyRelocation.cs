using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Explorers.Relocation;

/// <summary>What is wrong with a relocation.</summary>
public enum RelocationFault
{
    None,
    ScoreSeesTheComponent,
    NoPriorMass,
    LevelNotRedrawn,
    NoAmplitudeDensity,
}

/// <summary>A twin of the relocation, put together from its parts, with one fault or none.</summary>
internal sealed record FaultyRelocation(RelocationFault Fault) : Explorer
{
    public override RungExplorer CreateRung(ITarget target) => new Rung((Posterior)target, Fault);

    private sealed class Rung : RungExplorer
    {
        private readonly RelocationFault fault;
        private readonly MatchedComponents components;
        private readonly PlaceProposal proposal;
        private readonly LevelStep step;
        private readonly double[] trial;

        public Rung(Posterior target, RelocationFault fault)
        {
            this.fault = fault;
            components = target.Matched[0];
            proposal = new(components);
            step = new(target, components.Noise);
            trial = new double[components.Components[0].Length];
        }

        public override void Explore(Replica replica, in Sweep sweep)
        {
            IComponentResidual state = replica.Residual!;
            int component = sweep.Random.NextInteger(components.Components.Length);
            int[] positions = components.Components[component];
            state.Residual(components.Noise, proposal.Residual);
            if (fault != RelocationFault.ScoreSeesTheComponent)
            {
                state.Remove(components.Terms[component], proposal.Residual);
            }

            proposal.Condition(state, sweep.InverseTemperature);
            double[] now = [.. positions.Select(position => replica.Coordinates[position])];
            double backward = LogDensity(proposal.DensityAt(component, replica), now);
            double ratio = backward - LogDensity(proposal.Draw(component, sweep.Random, trial), trial);
            if (fault == RelocationFault.LevelNotRedrawn)
            {
                MoveWithoutLevel(replica, state, positions, ratio, in sweep);
                return;
            }

            step.Clear();
            foreach ((int position, double coordinate) in positions.Zip(trial))
            {
                step.Add(position, coordinate);
            }

            step.Decide(replica, state, in sweep, ratio);
        }

        private double LogDensity(PlaceDensity density, double[] coordinates)
        {
            double[] probabilities =
                [.. components.Shapes.Select((shape, i) => components.Scales[i].ProbabilityAt(coordinates[shape]))];
            return fault switch
            {
                RelocationFault.NoAmplitudeDensity => density.LogShape,
                RelocationFault.NoPriorMass => density.Log + Math.Log(components.Bank.Mass[components.Bank.Find(probabilities)]),
                _ => density.Log,
            };
        }

        /// <summary>The level is integrated out in the ratio, ln r = -(beta n / 2) ln(R' / R), and left where it was.</summary>
        private void MoveWithoutLevel(Replica replica, IComponentResidual state, int[] positions, double ratio, in Sweep sweep)
        {
            double change = replica.Propose(positions, trial, inverseTemperature: 0);
            double exponent = 0.5 * sweep.InverseTemperature * components.Noise.Count;
            ratio += change - exponent * Math.Log(state.TrialMisfit / state.Misfit);
            if (sweep.Random.NextLogUniform() < ratio)
            {
                replica.Accept();
            }
        }
    }
}
