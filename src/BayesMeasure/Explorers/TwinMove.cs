using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Splits a component in two at one place, and joins two again: how a component that is not needed goes from having no amplitude
/// to being the twin of a large one, which no walk does.
/// </summary>
/// <remarks>
/// <para>
/// A split takes a component j from where it is and makes it the twin of i: with a uniform u in (0, 1) and distances d, one a
/// parameter of the shape, in the probabilities P of the prior,
/// <code>
/// a_i' = (1 - u) a_i,   a_j' = u a_i,   P_i' = P_i - u d,   P_j' = P_i + (1 - u) d,
/// </code>
/// so that amplitude and mean place stay as they were. Where there is an amplitude for each of several curves, each is parted by
/// a u of its own, and places by their mean. Distances are log-uniform, from eight times the width of the cell that holds i down
/// to a thousandth of that, of either sign. The Jacobian is a_i, or the product of all of them.
/// </para>
/// <para>
/// A join is the way back: i takes all amplitude and the mean place, and j is drawn anew from the residual without it, as in a
/// relocation. So ln r of a split is that of the densities, plus ln q(j) - ln k(d) + ln a_i, and that of a join is the opposite.
/// </para>
/// </remarks>
internal sealed class TwinMove
{
    /// <summary>The widest distance, in widths of the cell.</summary>
    private const double Widest = 8;

    /// <summary>ln of the widest over the narrowest distance.</summary>
    private static readonly double LogRange = Math.Log(1000);

    private readonly MatchedComponents components;
    private readonly PlaceProposal proposal;
    private readonly LevelStep step;
    private readonly Distribution[] priors;
    private readonly double[] whole;
    private readonly double[] wholeValues;
    private readonly double[] first;
    private readonly double[] second;
    private readonly double[] probabilities;
    private readonly double[] distances;
    private readonly double[] amplitudes;
    private readonly double[] parts;

    public TwinMove(MatchedComponents components, PlaceProposal proposal, LevelStep step)
    {
        this.components = components;
        this.proposal = proposal;
        this.step = step;
        int count = components.Components[0].Length;
        priors = [.. Enumerable.Range(0, count).Select(components.PriorOf)];
        whole = new double[count];
        wholeValues = new double[count];
        first = new double[count];
        second = new double[count];
        probabilities = new double[components.Shapes.Length];
        distances = new double[components.Shapes.Length];
        amplitudes = new double[components.Amplitudes.Length];
        parts = new double[amplitudes.Length];
    }

    /// <summary>Whether there are two, with numbers alone for their shapes.</summary>
    public static bool Fits(MatchedComponents components) =>
        components.Components.Length > 1 && components.Indicators.Length == 0;

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
        int[] positions = components.Components[component];
        Take(replica, positions, whole);
        for (int i = 0; i < parts.Length; i++)
        {
            amplitudes[i] = replica.Values[positions[components.Amplitudes[i]]];
            parts[i] = sweep.Random.NextUniform();
        }

        if (!FindProbabilities(whole) || !Part(in sweep))
        {
            return;
        }

        proposal.Condition(replica, sweep.InverseTemperature);
        double ratio = proposal.DensityAt(twin, replica).Log - LogDensityOfDistances() + LogJacobian();
        step.Clear();
        Add(positions, first);
        Add(components.Components[twin], second);
        step.Decide(replica, in sweep, ratio);
    }

    private void Join(Replica replica, int component, int twin, in Sweep sweep)
    {
        int[] positions = components.Components[component];
        int[] others = components.Components[twin];
        Take(replica, positions, first);
        Take(replica, others, second);
        bool isBetween = true;
        for (int i = 0; i < parts.Length; i++)
        {
            int amplitude = components.Amplitudes[i];
            double own = replica.Values[positions[amplitude]];
            amplitudes[i] = own + replica.Values[others[amplitude]];
            parts[i] = 1 - own / amplitudes[i];
            isBetween &= parts[i] > 0 && parts[i] < 1;
        }

        if (!isBetween || !Unite())
        {
            return;
        }

        proposal.Remove(replica, component);
        proposal.Subtract(replica, component, wholeValues);
        proposal.Condition(replica, sweep.InverseTemperature);
        double ratio = LogDensityOfDistances() - LogJacobian();
        ratio -= proposal.Draw(replica, twin, sweep.Random, second).Log;
        step.Clear();
        Add(positions, whole);
        Add(others, second);
        step.Decide(replica, in sweep, ratio);
    }

    private static void Take(Replica replica, int[] positions, double[] coordinates)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            coordinates[i] = replica.Coordinates[positions[i]];
        }
    }

    /// <summary>The probabilities of a shape; false beyond the ends of a scale.</summary>
    private bool FindProbabilities(double[] coordinates)
    {
        bool isInside = true;
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = components.Scales[i].ProbabilityAt(coordinates[components.Shapes[i]]);
            isInside &= !double.IsNaN(probabilities[i]);
        }

        return isInside;
    }

    /// <summary>The part of the place that the second twin is given: the mean of its parts of the amplitudes.</summary>
    private double MeanPart() => parts.Average();

    /// <summary>Draws distances and places both twins; false where one is beyond the prior.</summary>
    private bool Part(in Sweep sweep)
    {
        double[] widths = components.Bank.Width[components.Bank.Find(probabilities)];
        double part = MeanPart();
        bool isInside = true;
        for (int i = 0; i < distances.Length; i++)
        {
            double sign = sweep.Random.NextUniform() < 0.5 ? -1 : 1;
            distances[i] = sign * Widest * widths[i] * Math.Exp(-LogRange * sweep.Random.NextUniform());
            isInside &= Place(i, probabilities[i] - part * distances[i], first)
                && Place(i, probabilities[i] + (1 - part) * distances[i], second);
        }

        for (int i = 0; isInside && i < parts.Length; i++)
        {
            isInside = PlaceAmplitude(i, (1 - parts[i]) * amplitudes[i], first)
                && PlaceAmplitude(i, parts[i] * amplitudes[i], second);
        }

        return isInside;
    }

    /// <summary>Finds distances and the whole of two twins; false where it is beyond the prior.</summary>
    private bool Unite()
    {
        if (!FindProbabilities(second))
        {
            return false;
        }

        double part = MeanPart();
        bool isInside = true;
        for (int i = 0; i < distances.Length; i++)
        {
            double from = components.Scales[i].ProbabilityAt(first[components.Shapes[i]]);
            distances[i] = probabilities[i] - from;
            probabilities[i] = from + part * distances[i];
            isInside &= !double.IsNaN(from) && Place(i, probabilities[i], whole);
        }

        for (int i = 0; isInside && i < parts.Length; i++)
        {
            isInside = PlaceAmplitude(i, amplitudes[i], whole);
        }

        for (int i = 0; isInside && i < whole.Length; i++)
        {
            wholeValues[i] = priors[i].FromCoordinate(whole[i]);
        }

        return isInside;
    }

    private bool Place(int shape, double probability, double[] coordinates)
    {
        bool isInside = probability > 0 && probability < 1;
        coordinates[components.Shapes[shape]] = isInside ? components.Scales[shape].CoordinateAt(probability) : double.NaN;
        return isInside;
    }

    private bool PlaceAmplitude(int amplitude, double value, double[] coordinates)
    {
        int parameter = components.Amplitudes[amplitude];
        Distribution prior = priors[parameter];
        bool isInside = value > prior.Minimum && value < prior.Maximum;
        coordinates[parameter] = isInside ? prior.ToCoordinate(value) : double.NaN;
        return isInside;
    }

    /// <summary>ln k(d) at the place of the whole: each distance has the density 1 / (2 |d| ln 1000).</summary>
    private double LogDensityOfDistances()
    {
        double[] widths = components.Bank.Width[components.Bank.Find(probabilities)];
        double density = 0;
        for (int i = 0; i < distances.Length; i++)
        {
            double distance = Math.Abs(distances[i]);
            double logPart = Math.Log(Widest * widths[i] / distance);
            if (!(logPart >= 0 && logPart <= LogRange))
            {
                return double.NegativeInfinity;
            }

            density -= Math.Log(2 * LogRange * distance);
        }

        return density;
    }

    /// <summary>
    /// ln of the Jacobian of a split, in coordinates: the amplitudes a_i, times |du/dP| and |dv/da| of the two over those of the
    /// whole.
    /// </summary>
    private double LogJacobian()
    {
        double product = 0;
        foreach (double amplitude in amplitudes)
        {
            product += Math.Log(Math.Abs(amplitude));
        }

        return product + LogSlopes(first) + LogSlopes(second) - LogSlopes(whole);
    }

    private double LogSlopes(double[] coordinates)
    {
        double sum = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int parameter = components.Amplitudes[i];
            Distribution prior = priors[parameter];
            sum -= PlaceProposal.LogJacobian(prior, prior.FromCoordinate(coordinates[parameter]), coordinates[parameter]);
        }

        for (int i = 0; i < distances.Length; i++)
        {
            sum += components.Scales[i].LogSlopeAt(coordinates[components.Shapes[i]]);
        }

        return sum;
    }

    private void Add(int[] positions, double[] coordinates)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            step.Add(positions[i], coordinates[i]);
        }
    }
}
