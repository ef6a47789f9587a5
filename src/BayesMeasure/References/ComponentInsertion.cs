using BayesMeasure.Explorers;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// The density r of K + 1 components that is made of draws of the posterior p_K of K: one more is inserted, with the density q by
/// which <see cref="ComponentRelocation"/> draws a component anew, or one of the K is split in two by <see cref="TwinSplit"/>,
/// <code>
/// r = (1 - s) p_K(theta without j) q(j | what the others leave of the data) + s / K sum_i p_K(theta, i and j one) k(i, j).
/// </code>
/// A component that is not needed has no amplitude or shares that of another one: both are where r is.
/// </summary>
/// <remarks>
/// The component j that is one more bears the last label. The weight is w = ln p_(K+1) - ln r, in explored coordinates. Where the
/// level of Gaussian noise is sampled, L is integrated over it, as q is: a level that suits K components would keep the one more
/// out. About a smooth background there is no such integral.
/// </remarks>
internal sealed class ComponentInsertion
{
    /// <summary>How often one of the K is split, where that can be.</summary>
    private const double SplitShare = 0.5;

    /// <summary>
    /// A component without which ln L falls by so much more than any insertion weighs is not one that was inserted: even where q
    /// is e^50 times the prior, its term in a bridge is below e^-40.
    /// </summary>
    private const double SurelyNeeded = 90;

    private readonly NestedTargets nested;
    private readonly MatchedComponents components;
    private readonly Replica replica;
    private readonly IComponentResidual state;
    private readonly PlaceProposal proposal;
    private readonly TwinSplit? split;
    private readonly LevelConditional? level;
    private readonly Distribution[] priors;
    private readonly double[] values;
    private readonly double[] coordinates;
    private readonly double[] inserted;
    private readonly int[] movedPositions;
    private readonly double[] movedValues;
    private readonly double[] united;

    /// <param name="nested">The two models.</param>
    public ComponentInsertion(NestedTargets nested)
    {
        this.nested = nested;
        components = nested.Components;
        replica = new(nested.More);
        state = replica.Curves[0];
        proposal = new(components);
        split = TwinSplit.Fits(components) ? new(components) : null;
        values = new double[nested.More.Parameters.Count];
        coordinates = new double[values.Length];
        priors = [.. Enumerable.Range(0, components.Components[0].Length).Select(components.PriorOf)];
        inserted = new double[priors.Length];
        movedPositions = new int[priors.Length + 1];
        movedValues = new double[movedPositions.Length];
        united = new double[nested.Count * nested.Count];
        if (components.Levels is [var sampled] && components.Curves.All(curve => curve.Noise.HasExactLevel))
        {
            level = new(sampled.Prior, new ProbabilityScale(sampled.Prior), sampled.Points);
        }
    }

    private int Last => nested.Count - 1;

    /// <summary>Makes K + 1 components of a draw of K; returns their log weight.</summary>
    public double Insert(ReadOnlySpan<double> draw, RandomStream random)
    {
        nested.Fill(values, draw, Last);
        GoTo(values);
        bool isInside = split is not null && random.NextUniform() < SplitShare ? Split(random) : Add(random);
        if (!isInside || !(LogPrior() > double.NegativeInfinity))
        {
            return double.NegativeInfinity;
        }

        replica.Restore(values, coordinates);
        double with = LogLikelihood(state.LogLikelihood, state.Misfit);
        for (int component = 0; component < Last; component++)
        {
            Unite(component, Last, with);
        }

        return LogWeight(Last, LogInserted(Last, with, double.PositiveInfinity));
    }

    /// <summary>Writes the log weight of each component of a draw of K + 1, as if it were the one more.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="highest">The highest weight of a component that was inserted.</param>
    /// <param name="weights">The weights; +infinity for a component that is surely needed.</param>
    public void Delete(ReadOnlySpan<double> draw, double highest, Span<double> weights)
    {
        GoTo(draw);
        double with = LogLikelihood(state.LogLikelihood, state.Misfit);
        for (int component = 0; component < weights.Length; component++)
        {
            for (int other = 0; other < component; other++)
            {
                Unite(other, component, with);
            }
        }

        for (int component = 0; component < weights.Length; component++)
        {
            weights[component] = LogWeight(component, LogInserted(component, with, highest + SurelyNeeded));
        }
    }

    private void GoTo(ReadOnlySpan<double> point)
    {
        nested.More.Parameters.ToCoordinates(point, coordinates);
        replica.Restore(point, coordinates);
    }

    /// <summary>Draws the last component from q.</summary>
    private bool Add(RandomStream random)
    {
        proposal.Begin(replica);
        proposal.Condition(replica, 1);
        proposal.Draw(replica, Last, random, inserted);
        Place(Last, inserted);
        return true;
    }

    /// <summary>Splits one of the K; false where a twin is beyond the prior.</summary>
    private bool Split(RandomStream random)
    {
        int component = random.NextInteger(Last);
        if (!split!.Draw(replica, component, random))
        {
            return false;
        }

        Place(component, split.First);
        Place(Last, split.Second);
        return true;
    }

    private void Place(int component, ReadOnlySpan<double> at)
    {
        int[] positions = components.Components[component];
        for (int i = 0; i < positions.Length; i++)
        {
            coordinates[positions[i]] = at[i];
            values[positions[i]] = priors[i].FromCoordinate(at[i]);
        }
    }

    /// <summary>ln p_K(theta without j) q(j) - ln p_(K+1)(theta); -infinity where a component is surely needed.</summary>
    private double LogInserted(int component, double with, double needed)
    {
        double change = LogLikelihoodWithout(component) - with;
        if (change < -needed)
        {
            return double.NegativeInfinity;
        }

        proposal.Begin(replica);
        proposal.Remove(replica, component);
        proposal.Condition(replica, 1);
        return Possible(change + proposal.DensityAt(component, replica).Log - LogPriorOf(component));
    }

    /// <summary>ln p_K(theta, i and j one) k(i, j) - ln p_(K+1)(theta): the same whichever of the two is the one more.</summary>
    private void Unite(int component, int twin, double with)
    {
        double density = double.NegativeInfinity;
        if (split is not null && split.Unite(replica, component, twin)
            && split.LogDensity + LogPriorOfWhole() is > double.NegativeInfinity and var whole)
        {
            density = Possible(
                LogLikelihoodUnited(component, twin) - with + whole - LogPriorOf(component) - LogPriorOf(twin));
        }

        united[component * nested.Count + twin] = united[twin * nested.Count + component] = density;
    }

    /// <summary>w of a component: the sum of both ways to be the one more.</summary>
    private double LogWeight(int component, double logInserted)
    {
        if (split is null)
        {
            return -logInserted;
        }

        double sum = Math.Log(1 - SplitShare) + logInserted;
        for (int other = 0; other < nested.Count; other++)
        {
            if (other != component)
            {
                sum = LogSum.Of(sum, Math.Log(SplitShare / Last) + united[component * nested.Count + other]);
            }
        }

        return -sum;
    }

    /// <summary>At the very end of a scale, where a coordinate is infinite, no density has anything.</summary>
    private static double Possible(double logDensity) => double.IsNaN(logDensity) ? double.NegativeInfinity : logDensity;

    private double LogLikelihoodWithout(int component)
    {
        ReadOnlySpan<int> amplitude = [AmplitudeOf(component)];
        double logLikelihood = Replica.RequirePossible(state.Propose(amplitude, [0.0]));
        return LogLikelihood(logLikelihood, state.TrialMisfit);
    }

    /// <summary>That of the whole in the place of one twin, and nothing in that of the other.</summary>
    private double LogLikelihoodUnited(int component, int twin)
    {
        components.Components[component].CopyTo(movedPositions, 0);
        movedPositions[^1] = AmplitudeOf(twin);
        double logLikelihood = Replica.RequirePossible(state.Propose(movedPositions, movedValues));
        return LogLikelihood(logLikelihood, state.TrialMisfit);
    }

    private int AmplitudeOf(int component) => components.Components[component][components.Amplitudes[0]];

    /// <summary>The prior of the whole of two twins, whose values are those that move.</summary>
    private double LogPriorOfWhole()
    {
        double sum = 0;
        for (int i = 0; i < priors.Length; i++)
        {
            movedValues[i] = priors[i].FromCoordinate(split!.Whole[i]);
            sum += priors[i].LogCoordinateDensity(movedValues[i], split.Whole[i]);
        }

        movedValues[^1] = 0;
        return sum;
    }

    private double LogPriorOf(int component)
    {
        double sum = 0;
        int[] positions = components.Components[component];
        for (int i = 0; i < positions.Length; i++)
        {
            sum += priors[i].LogCoordinateDensity(replica.Values[positions[i]], replica.Coordinates[positions[i]]);
        }

        return sum;
    }

    /// <summary>That of the components that were placed.</summary>
    private double LogPrior()
    {
        double sum = 0;
        foreach (int[] positions in components.Components)
        {
            for (int i = 0; i < positions.Length; i++)
            {
                sum += priors[i].LogCoordinateDensity(values[positions[i]], coordinates[positions[i]]);
            }
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
