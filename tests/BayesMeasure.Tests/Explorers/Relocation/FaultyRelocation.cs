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
    public override RungExplorer CreateRung(ITarget target) => new Rung(target, Fault);

    private sealed class Rung : RungExplorer
    {
        private readonly RelocationFault fault;
        private readonly MatchedComponents components;
        private readonly PlaceProposal proposal;
        private readonly LevelStep step;
        private readonly double[] trial;

        public Rung(ITarget target, RelocationFault fault)
        {
            this.fault = fault;
            components = MatchedComponents.Of(target)[0];
            proposal = new(components);
            step = new(target, components);
            trial = new double[components.Components[0].Length];
        }

        public override void Explore(Replica replica, in Sweep sweep)
        {
            int component = sweep.Random.NextInteger(components.Components.Length);
            int[] positions = components.Components[component];
            proposal.Begin(replica);
            if (fault != RelocationFault.ScoreSeesTheComponent)
            {
                proposal.Remove(replica, component);
            }

            proposal.Condition(replica, sweep.InverseTemperature);
            double[] now = [.. positions.Select(position => replica.Coordinates[position])];
            double backward = LogDensity(proposal.DensityAt(component, replica), now);
            double ratio = backward - LogDensity(proposal.Draw(replica, component, sweep.Random, trial), trial);
            if (fault == RelocationFault.LevelNotRedrawn)
            {
                MoveWithoutLevel(replica, positions, ratio, in sweep);
                return;
            }

            step.Clear();
            foreach ((int position, double coordinate) in positions.Zip(trial))
            {
                step.Add(position, coordinate);
            }

            step.Decide(replica, in sweep, ratio);
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
        private void MoveWithoutLevel(Replica replica, int[] positions, double ratio, in Sweep sweep)
        {
            double change = replica.Propose(positions, trial, inverseTemperature: 0);
            SampledLevel level = components.Levels[0];
            double exponent = 0.5 * sweep.InverseTemperature * level.Points;
            ratio += change - exponent * Math.Log(level.TrialMisfitOf(replica.Curves) / level.MisfitOf(replica.Curves));
            if (sweep.Random.NextLogUniform() < ratio)
            {
                replica.Accept();
            }
        }
    }
}
