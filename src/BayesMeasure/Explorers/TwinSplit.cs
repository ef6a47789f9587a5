using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The density by which one component, the whole, becomes two twins that have its amplitude and its mean place, and the way back.
/// </summary>
/// <remarks>
/// <para>
/// With a uniform u in (0, 1) and distances d, one a parameter of the shape, in the probabilities P of the prior,
/// <code>
/// a_first = (1 - u) a,   a_second = u a,   P_first = P - u d,   P_second = P + (1 - u) d.
/// </code>
/// Where there is an amplitude for each of several curves, each is parted by a u of its own, and places by their mean. Distances
/// are log-uniform, from eight times the width of the cell that holds the whole down to a thousandth of that, of either sign. The
/// Jacobian is a, or the product of all amplitudes, so that the density of both twins is p(whole) k(d) / a. It is the same
/// whichever of the two is the first.
/// </para>
/// </remarks>
internal sealed class TwinSplit
{
    /// <summary>The widest distance, in widths of the cell.</summary>
    private const double Widest = 8;

    /// <summary>ln of the widest over the narrowest distance.</summary>
    private static readonly double LogRange = Math.Log(1000);

    private readonly MatchedComponents components;
    private readonly Distribution[] priors;
    private readonly double[] whole;
    private readonly double[] first;
    private readonly double[] second;
    private readonly double[] probabilities;
    private readonly double[] distances;
    private readonly double[] amplitudes;
    private readonly double[] parts;

    public TwinSplit(MatchedComponents components)
    {
        this.components = components;
        int count = components.Components[0].Length;
        priors = [.. Enumerable.Range(0, count).Select(components.PriorOf)];
        whole = new double[count];
        first = new double[count];
        second = new double[count];
        probabilities = new double[components.Shapes.Length];
        distances = new double[components.Shapes.Length];
        amplitudes = new double[components.Amplitudes.Length];
        parts = new double[amplitudes.Length];
    }

    /// <summary>The coordinates of the whole, in the order of its parameters.</summary>
    public ReadOnlySpan<double> Whole => whole;

    /// <summary>Those of the first twin.</summary>
    public ReadOnlySpan<double> First => first;

    /// <summary>Those of the second.</summary>
    public ReadOnlySpan<double> Second => second;

    /// <summary>
    /// ln of the density of both twins, in coordinates, over that of the whole: ln k(d) less ln of the Jacobian; -infinity where
    /// they are farther apart, or nearer, than any split puts them.
    /// </summary>
    public double LogDensity => LogDensityOfDistances() - LogJacobian();

    /// <summary>Whether there are two, with numbers alone for their shapes.</summary>
    public static bool Fits(MatchedComponents components) =>
        components.Components.Length > 1 && components.Indicators.Length == 0;

    /// <summary>Splits a component of a replica; false where a twin is beyond the prior.</summary>
    public bool Draw(Replica replica, int component, RandomStream random)
    {
        int[] positions = components.Components[component];
        Take(replica, positions, whole);
        for (int i = 0; i < parts.Length; i++)
        {
            amplitudes[i] = replica.Values[positions[components.Amplitudes[i]]];
            parts[i] = random.NextUniform();
        }

        return FindProbabilities(whole) && Part(random);
    }

    /// <summary>The whole of two components of a replica; false where it is beyond the prior, or between no amplitudes.</summary>
    public bool Unite(Replica replica, int component, int twin)
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

        return isBetween && Unite();
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
    private bool Part(RandomStream random)
    {
        double[] widths = components.Bank.Width[components.Bank.Find(probabilities)];
        double part = MeanPart();
        bool isInside = true;
        for (int i = 0; i < distances.Length; i++)
        {
            double sign = random.NextUniform() < 0.5 ? -1 : 1;
            distances[i] = sign * Widest * widths[i] * Math.Exp(-LogRange * random.NextUniform());
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
}
