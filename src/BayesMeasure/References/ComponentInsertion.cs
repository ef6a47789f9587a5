using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// The density of K + 1 components that inserts one among K draws of the posterior of these: p_K(theta) q(component | what theta
/// leaves of the data), with the density q by which <see cref="ComponentRelocation"/> draws a component anew.
/// </summary>
/// <remarks>
/// w = ln L(K + 1) - ln L(K) + ln p(component) - ln q(component), in explored coordinates. Where the level of Gaussian noise is
/// sampled, L is integrated over it, as q is: a level that suits K components would keep the one more out. About a smooth
/// background there is no such integral.
/// </remarks>
internal sealed class ComponentInsertion
{
    /// <summary>
    /// A component without which ln L falls by so much more than any insertion weighs is needed: even where q is e^50 times the
    /// prior, its term in a bridge is below e^-40.
    /// </summary>
    private const double SurelyNeeded = 90;

    private readonly NestedTargets nested;
    private readonly MatchedComponents components;
    private readonly Replica replica;
    private readonly IComponentResidual state;
    private readonly PlaceProposal proposal;
    private readonly LevelConditional? level;
    private readonly Distribution[] priors;
    private readonly double[] values;
    private readonly double[] coordinates;
    private readonly double[] inserted;
    private readonly double[] insertedValues;

    /// <param name="nested">The two models.</param>
    public ComponentInsertion(NestedTargets nested)
    {
        this.nested = nested;
        components = nested.Components;
        replica = new(nested.More);
        state = replica.Curves[0];
        proposal = new(components);
        values = new double[nested.More.Parameters.Count];
        coordinates = new double[values.Length];
        priors = [.. Enumerable.Range(0, components.Components[0].Length).Select(components.PriorOf)];
        inserted = new double[priors.Length];
        insertedValues = new double[priors.Length];
        if (components.Levels is [var sampled] && components.Curves.All(curve => curve.Noise.HasExactLevel))
        {
            level = new(sampled.Prior, new ProbabilityScale(sampled.Prior), sampled.Points);
        }
    }

    /// <summary>Inserts a component into a draw of K components; returns its log weight.</summary>
    public double Insert(ReadOnlySpan<double> draw, RandomStream random)
    {
        int last = nested.Count - 1;
        nested.Fill(values, draw, last);
        state.Set(values);
        double without = LogLikelihood(state.LogLikelihood, state.Misfit);
        proposal.Begin(replica);
        proposal.Condition(replica, 1);
        double density = proposal.Draw(replica, last, random, inserted).Log;
        for (int i = 0; i < priors.Length; i++)
        {
            insertedValues[i] = priors[i].FromCoordinate(inserted[i]);
        }

        double logPrior = LogPrior(insertedValues, inserted);
        if (!(logPrior > double.NegativeInfinity))
        {
            return double.NegativeInfinity;
        }

        double logLikelihood = Replica.RequirePossible(state.Propose(components.Components[last], insertedValues));
        return LogLikelihood(logLikelihood, state.TrialMisfit) - without + logPrior - density;
    }

    /// <summary>Writes the log weight of each component of a draw of K + 1, as if it had been inserted last.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="highest">The highest weight of an inserted component.</param>
    /// <param name="weights">The weights; +infinity for a component that is surely needed.</param>
    public void Delete(ReadOnlySpan<double> draw, double highest, Span<double> weights)
    {
        nested.More.Parameters.ToCoordinates(draw, coordinates);
        replica.Restore(draw, coordinates);
        double with = LogLikelihood(state.LogLikelihood, state.Misfit);
        for (int component = 0; component < weights.Length; component++)
        {
            double change = with - LogLikelihoodWithout(component);
            double weight = change > highest + SurelyNeeded
                ? double.PositiveInfinity
                : change + LogPriorOf(component) - LogDensityAt(component);

            // At the very end of a scale, where a coordinate is infinite, q has nothing.
            weights[component] = double.IsNaN(weight) ? double.PositiveInfinity : weight;
        }
    }

    private double LogDensityAt(int component)
    {
        proposal.Begin(replica);
        proposal.Remove(replica, component);
        proposal.Condition(replica, 1);
        return proposal.DensityAt(component, replica).Log;
    }

    private double LogLikelihoodWithout(int component)
    {
        ReadOnlySpan<int> amplitude = [components.Components[component][components.Amplitudes[0]]];
        double logLikelihood = Replica.RequirePossible(state.Propose(amplitude, [0.0]));
        return LogLikelihood(logLikelihood, state.TrialMisfit);
    }

    private double LogPriorOf(int component)
    {
        int[] positions = components.Components[component];
        for (int i = 0; i < positions.Length; i++)
        {
            insertedValues[i] = replica.Values[positions[i]];
            inserted[i] = replica.Coordinates[positions[i]];
        }

        return LogPrior(insertedValues, inserted);
    }

    private double LogPrior(double[] componentValues, double[] componentCoordinates)
    {
        double sum = 0;
        for (int i = 0; i < priors.Length; i++)
        {
            sum += priors[i].LogCoordinateDensity(componentValues[i], componentCoordinates[i]);
        }

        return sum;
    }

    /// <summary>ln L itself, or, but for a constant, with the level of the noise integrated out.</summary>
    private double LogLikelihood(double logLikelihood, double misfit)
    {
        if (level is null)
        {
            return logLikelihood;
        }

        level.Condition(misfit, 1);
        return level.LogIntegral;
    }
}
