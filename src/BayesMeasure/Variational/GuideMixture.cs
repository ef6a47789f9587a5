using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.References;

namespace BayesMeasure.Variational;

/// <summary>
/// The guides of several starts as one q: each has the share that its bound gives it, exp(bound) over the sum of these, which
/// makes the bound of the mixture largest where the guides are apart. Gates are 0 or 1. Used by one thread at a time.
/// </summary>
/// <remarks>
/// Where alike components can be labelled in K! ways, each labelling has a K!-th of q: a draw whose components are out of order
/// is no draw of q, has the weight 0, and is told with its components in order.
/// </remarks>
internal sealed class GuideMixture
{
    private readonly GuideUnknowns unknowns;
    private readonly Guide[] guides;
    private readonly double[] shares;
    private readonly ReferenceOrder order;
    private readonly double[] normals;
    private readonly double[] point;

    public GuideMixture(GuideUnknowns unknowns, IReadOnlyList<FittedGuide> fitted, ReferenceOrder order)
    {
        this.unknowns = unknowns;
        this.order = order.Copy();
        guides = [.. fitted.Select(one => one.Guide)];
        double largest = fitted.Max(one => one.Bound);
        double[] weights = [.. fitted.Select(one => Math.Exp(one.Bound - largest))];
        shares = Array.ConvertAll(weights, weight => weight / weights.Sum());
        normals = new double[unknowns.Continuous.Length];
        point = new double[normals.Length];
    }

    /// <summary>For each gate, how often q has it open.</summary>
    public double[] Selections =>
    [
        .. Enumerable.Range(0, unknowns.Gates.Length).Select(k => guides.Zip(shares, (guide, share) =>
            share * guide.Selection(k)).Sum()),
    ];

    /// <summary>A draw.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="isWide">Whether it is drawn from the Student t of the guides, which reach further, and not from q.</param>
    /// <param name="values">Is given one value a parameter, alike components in order.</param>
    /// <returns>The log densities there; null for a draw that is out of order.</returns>
    public DrawnDensities? Draw(RandomStream random, bool isWide, Span<double> values)
    {
        Guide guide = guides[Pick(random.NextUniform())];
        double stretch = isWide
            ? Math.Sqrt(0.5 * StudentMixture.DegreesOfFreedom / random.NextGamma(0.5 * StudentMixture.DegreesOfFreedom))
            : 1;
        for (int i = 0; i < normals.Length; i++)
        {
            normals[i] = stretch * random.NextNormal();
        }

        guide.Place(normals, point);
        double logPrior = 0;
        for (int i = 0; i < point.Length; i++)
        {
            double value = unknowns.Coordinates[i].ValueAt(point[i]);
            values[unknowns.Continuous[i]] = value;
            logPrior += unknowns.Coordinates[i].LogPriorAt(point[i], value);
        }

        for (int k = 0; k < unknowns.Gates.Length; k++)
        {
            values[unknowns.Gates[k]] = random.NextUniform() < guide.Selection(k) ? 1 : 0;
            logPrior += unknowns.Parameters[unknowns.Gates[k]].Prior.LogDensity(values[unknowns.Gates[k]]);
        }

        // Components are in the order of one of their parameters, by its values as by its coordinates.
        if (order.IsOrdered(values))
        {
            (double normal, double wide) = LogDensities(values);
            return new(logPrior + order.LogPermutations, normal, wide);
        }

        order.Sort(values);
        return null;
    }

    private (double Normal, double Wide) LogDensities(ReadOnlySpan<double> values)
    {
        (double normal, double wide) = (double.NegativeInfinity, double.NegativeInfinity);
        for (int i = 0; i < guides.Length; i++)
        {
            (double one, double other) = guides[i].LogDensities(point);
            double share = Math.Log(shares[i]) + LogGates(guides[i], values);
            normal = LogSum.Of(normal, share + one);
            wide = LogSum.Of(wide, share + other);
        }

        return (normal, wide);
    }

    private double LogGates(Guide guide, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int k = 0; k < guide.GateCount; k++)
        {
            double logit = values[unknowns.Gates[k]] > 0 ? guide.Logit(k) : -guide.Logit(k);
            sum -= Math.Max(-logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        }

        return sum;
    }

    private int Pick(double uniform)
    {
        int i = 0;
        while (i < shares.Length - 1 && uniform >= shares[i])
        {
            uniform -= shares[i++];
        }

        return i;
    }
}

/// <summary>Log densities at a draw.</summary>
/// <param name="Prior">That of the priors, times the number of labellings.</param>
/// <param name="Guide">That of q.</param>
/// <param name="Wide">That of the Student t of the guides.</param>
internal readonly record struct DrawnDensities(double Prior, double Guide, double Wide);
