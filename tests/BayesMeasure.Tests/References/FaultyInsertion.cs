using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.References;

/// <summary>What is wrong with a bridge of insertion.</summary>
public enum InsertionFault
{
    None,
    Factorial,
    NoPriorMass,
    ScoreSeesTheComponent,
    AmplitudeNotTruncated,
    SplitWithoutJacobian,
    SplitNotInTheDensity,
}

/// <summary>
/// A twin of the bridge between one peak and two, under noise of known level, put together from its parts, with one fault or
/// none.
/// </summary>
internal sealed class FaultyInsertion
{
    private readonly InsertionFault fault;
    private readonly MatchedComponents components;
    private readonly PlaceProposal proposal;
    private readonly TwinSplit split;
    private readonly Replica replica;
    private readonly IComponentResidual state;

    private FaultyInsertion(Posterior two, InsertionFault fault)
    {
        this.fault = fault;
        components = two.Matched[0];
        proposal = new(components);
        split = new(components);
        replica = new(two);
        state = replica.Curves[0];
    }

    /// <summary>ln Z(2) - ln Z(1) as the twin has it.</summary>
    public static double LogRatio(Posterior two, Draws one, Draws both, InsertionFault fault)
    {
        var twin = new FaultyInsertion(two, fault);
        double[][] inserted = [.. Enumerable.Range(0, one.Chains).Select(chain => twin.Insert(one, chain))];
        double[][] deleted = [.. Enumerable.Range(0, both.Chains).Select(chain => twin.Delete(both, chain))];
        double ratio = BridgeEquation.Solve(inserted, deleted, 1).LogEvidence;
        return fault == InsertionFault.Factorial ? ratio + Math.Log(2) : ratio;
    }

    private double[] Insert(Draws draws, int chain)
    {
        var random = new RandomStream(5, chain, 0);
        double[] trial = new double[2];
        return [.. Enumerable.Range(0, draws.Count).Select(draw =>
        {
            double[] absent = [.. draws[chain, draw], 1e-9, 1];
            GoTo(absent);
            if (Splits && random.NextUniform() < 0.5)
            {
                if (!split.Draw(replica, 0, random))
                {
                    return double.NegativeInfinity;
                }

                GoTo([.. ValuesOf(split.First), .. ValuesOf(split.Second)]);
                return Weight(1);
            }

            Condition(1);
            proposal.Draw(replica, 1, random, trial);
            GoTo([.. draws[chain, draw], .. ValuesOf(trial)]);
            return Weight(1);
        })];
    }

    private IEnumerable<double> ValuesOf(ReadOnlySpan<double> coordinates) =>
        [.. coordinates.ToArray().Select((value, i) => components.PriorOf(i).FromCoordinate(value))];

    private double[] Delete(Draws draws, int chain) =>
        [.. Enumerable.Range(0, draws.Count).SelectMany(draw => Enumerable.Range(0, 2).Select(component =>
        {
            GoTo(draws[chain, draw].ToArray());
            return Weight(component);
        }))];

    /// <summary>Faults of an insertion are looked for where nothing is split: half of them would be too small to see.</summary>
    private bool Splits =>
        fault is InsertionFault.None or InsertionFault.SplitWithoutJacobian or InsertionFault.SplitNotInTheDensity;

    /// <summary>ln p_2 less ln of the half sum of both ways from one to two.</summary>
    private double Weight(int component) => fault == InsertionFault.SplitNotInTheDensity ? Math.Log(2) + Inserted(component)
        : Splits ? Math.Log(2) - LogSum.Of(-Inserted(component), United(component))
        : Inserted(component);

    /// <summary>ln p_1(whole) + ln of the density of a split - ln p_2, at the current point.</summary>
    private double United(int component)
    {
        if (!split.Unite(replica, 1 - component, component))
        {
            return double.NegativeInfinity;
        }

        double[] whole = [.. ValuesOf(split.Whole)];
        double density = split.LogDensity + (fault == InsertionFault.SplitWithoutJacobian ? Math.Log(whole[0]) : 0);
        double prior = whole.Select((value, i) => components.PriorOf(i).LogCoordinateDensity(value, split.Whole[i])).Sum();
        double both = components.Components.Sum(positions => positions.Sum(position => PriorDensity(positions, position)));
        double one = state.Propose([0, 1, 2 + components.Amplitudes[0]], [.. whole, 0]);
        return one - state.LogLikelihood + prior + density - both;
    }

    /// <summary>ln L(2) - ln L(1) + ln p - ln q at the current point.</summary>
    private double Inserted(int component)
    {
        int[] positions = components.Components[component];
        Condition(component, sees: fault == InsertionFault.ScoreSeesTheComponent);
        PlaceDensity density = proposal.DensityAt(component, replica);
        double prior = positions.Sum(position => PriorDensity(positions, position));
        double without = state.Propose([positions[components.Amplitudes[0]]], [0.0]);
        return state.LogLikelihood - without + prior - LogDensity(density, component);
    }

    private double PriorDensity(int[] positions, int position) => components.PriorOf(Array.IndexOf(positions, position))
        .LogCoordinateDensity(replica.Values[position], replica.Coordinates[position]);

    private double LogDensity(PlaceDensity density, int component)
    {
        int[] positions = components.Components[component];
        double center = replica.Coordinates[positions[components.Shapes[0]]];
        double mass = components.Bank.Mass[components.Bank.Find([components.Scales[0].ProbabilityAt(center)])];
        return fault switch
        {
            InsertionFault.NoPriorMass => density.Log + Math.Log(mass),
            InsertionFault.AmplitudeNotTruncated => density.LogShape + Untruncated(component),
            _ => density.Log,
        };
    }

    private double Untruncated(int component)
    {
        int[] positions = components.Components[component];
        double[] values = [.. positions.Select(position => replica.Values[position])];
        values[components.Amplitudes[0]] = 1;
        MatchedCurve curve = components.Curves[0];
        var residual = new AlignedBuffer(curve.Noise.Measured.Length);
        curve.Residual(replica.Curves, residual);
        curve.Remove(replica.Curves, component, residual);
        Projection projection = curve.Project(replica.Curves, component, values, new double[values.Length], residual);
        double deviation = 1 / Math.Sqrt(curve.PrecisionIn(replica.Curves) * projection.Norm);
        int amplitude = positions[components.Amplitudes[0]];
        Distribution prior = components.PriorOf(components.Amplitudes[0]);
        double value = replica.Values[amplitude];
        return Normal.PDFLn(projection.Product / projection.Norm, deviation, value)
            + PlaceProposal.LogJacobian(prior, value, replica.Coordinates[amplitude]);
    }

    private void Condition(int component, bool sees = false)
    {
        proposal.Begin(replica);
        if (!sees)
        {
            proposal.Remove(replica, component);
        }

        proposal.Condition(replica, 1);
    }

    private void GoTo(double[] values) => replica.Restore(
        values, [.. values.Select((value, i) => components.PriorOf(i % components.Components[0].Length).ToCoordinate(value))]);
}
