using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// The density of a <see cref="FittedReference"/> and its draws. Where alike components can be labelled in K! ways, the posterior
/// is the same at all of them; q is fitted at the one that is in order, and every labelling has a K!-th of it.
/// </summary>
/// <remarks>
/// What the fitted density has outside of the order, or of the support of a prior, is no part of q: such a draw is lost, and
/// counts as one of weight zero. Used by one thread at a time; nothing is allocated, but for what a curve model allocates.
/// </remarks>
internal sealed class ReferenceDensity
{
    private readonly Distribution[] priors;
    private readonly ReferenceOrder order;
    private readonly int[][][] groups;
    private readonly ReferenceMargins margins;
    private readonly StudentMixture mixture;
    private readonly ConditionalCoefficients? conditional;
    private readonly int[] free;
    private readonly double logPermutations;
    private readonly double[] sorted;
    private readonly double[] values;
    private readonly double[] freeCoordinates;
    private readonly double[] mixed;

    /// <param name="target">The target.</param>
    /// <param name="order">The order of its components.</param>
    /// <param name="margins">How the free coordinates become those of the mixture.</param>
    /// <param name="mixture">The mixture.</param>
    /// <param name="conditional">The distribution of all others; null where all are free.</param>
    public ReferenceDensity(
        ITarget target,
        ReferenceOrder order,
        ReferenceMargins margins,
        StudentMixture mixture,
        ConditionalCoefficients? conditional)
    {
        priors = [.. target.Parameters.Select(parameter => parameter.Prior)];
        this.order = order.Copy();
        groups = [.. order.Groups];
        this.margins = margins;
        this.mixture = mixture;
        this.conditional = conditional;
        free = Free(target, conditional?.Coefficients);
        logPermutations = order.LogPermutations;
        sorted = new double[priors.Length];
        values = new double[priors.Length];
        freeCoordinates = new double[free.Length];
        mixed = new double[free.Length];
    }

    /// <summary>
    /// The positions of the coordinates of the mixture, when some are drawn from their conditional distribution.
    /// </summary>
    public static int[] Free(ITarget target, LinearUnknowns? coefficients) =>
        [.. Enumerable.Range(0, target.Parameters.Count)
            .Except(coefficients is null
                ? []
                : ConditionalCoefficients.WithLevel(MeasuredCurve.Whole(target)!, coefficients.Positions))];

    /// <summary>ln q at a point, however its components are labelled.</summary>
    public double LogDensity(ReadOnlySpan<double> coordinates)
    {
        coordinates.CopyTo(sorted);
        order.Sort(sorted);
        return LogDensityInOrder() - logPermutations;
    }

    /// <summary>A draw with its components in order; false where it is lost.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="coordinates">The draw.</param>
    /// <param name="logDensity">ln q there.</param>
    public bool Draw(RandomStream random, Span<double> coordinates, out double logDensity)
    {
        logDensity = double.NegativeInfinity;
        mixture.Draw(random, mixed);
        margins.Inverse(mixed, freeCoordinates);
        for (int i = 0; i < free.Length; i++)
        {
            Distribution prior = priors[free[i]];
            double coordinate = freeCoordinates[i];
            coordinates[free[i]] = coordinate;
            values[free[i]] = prior.FromCoordinate(coordinate);
            if (!(prior.LogCoordinateDensity(values[free[i]], coordinate) > double.NegativeInfinity))
            {
                return false;
            }
        }

        bool isPossible = conditional is null
            || (conditional.Condition(values) && conditional.Draw(random, values, coordinates));
        if (!isPossible || !order.IsOrdered(coordinates))
        {
            return false;
        }

        // A draw that rounding has put at the very end of a scale has no density there.
        logDensity = LogDensityOfFree() + (conditional?.LogDensity(values, coordinates) ?? 0) - logPermutations;
        return double.IsFinite(logDensity);
    }

    /// <summary>Gives the components of a point one of their labellings, each as likely as the next.</summary>
    public void Relabel(RandomStream random, Span<double> coordinates)
    {
        foreach (int[][] components in groups)
        {
            for (int last = components.Length - 1; last > 0; last--)
            {
                int other = random.NextInteger(last + 1);
                for (int i = 0; i < components[last].Length; i++)
                {
                    ref double one = ref coordinates[components[last][i]];
                    ref double two = ref coordinates[components[other][i]];
                    (one, two) = (two, one);
                }
            }
        }
    }

    private double LogDensityOfFree()
    {
        double logSlope = margins.Forward(freeCoordinates, mixed);
        return mixture.LogDensity(mixed) + logSlope;
    }

    private double LogDensityInOrder()
    {
        for (int i = 0; i < free.Length; i++)
        {
            freeCoordinates[i] = sorted[free[i]];
        }

        double logDensity = LogDensityOfFree();
        if (conditional is null)
        {
            return logDensity;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = priors[i].FromCoordinate(sorted[i]);
        }

        return conditional.Condition(values)
            ? logDensity + conditional.LogDensity(values, sorted)
            : double.NegativeInfinity;
    }
}
