using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.References;

/// <summary>
/// The normal distribution of the weights of shapes with A = tau X'X + V^-1 and mean A^-1 (tau X'y + V^-1 m), where tau is the
/// precision of the noise, and m and V the means and variances of the priors of the coefficients: by the Cholesky factor
/// A = L L'. Nothing is allocated.
/// </summary>
/// <remarks>
/// Weights are drawn one after the other, each from its normal distribution given those before it, cut off at its bounds: so no
/// draw is lost where an amplitude is next to 0, and the density is that of these draws, exactly normalised (Geweke 1991,
/// Hajivassiliou and McFadden 1998). The one that its bounds cut off most comes first, given those the next such one, and so on
/// (Gibson, Glasbey and Elston 1994): what is free follows what is not, and not the other way round.
/// </remarks>
internal sealed class CoefficientNormal
{
    private readonly int count;
    private readonly WeightBound[] bounds;
    private readonly double[] products;
    private readonly double[] projections;
    private readonly double[] factor;
    private readonly double[] covariance;
    private readonly double[] mean;
    private readonly double[] likely;
    private readonly double[] permuted;
    private readonly int[] order;

    /// <param name="coefficients">The coefficients.</param>
    /// <param name="priors">The priors of all unknowns, those of the coefficients of finite variance.</param>
    public CoefficientNormal(LinearCoefficient[] coefficients, Distribution[] priors)
    {
        bounds = [.. coefficients.SelectMany(one => WeightBound.Of(priors[one.Position], one.Count))];
        count = bounds.Length;
        products = new double[count * count];
        projections = new double[count];
        factor = new double[count * count];
        covariance = new double[count * count];
        mean = new double[count];
        likely = new double[count];
        permuted = new double[count];
        order = [.. Enumerable.Range(0, count)];
    }

    /// <summary>Weights within their bounds that are likely, at the precision of <see cref="Arrange"/>.</summary>
    public ReadOnlySpan<double> Likely => likely;

    /// <summary>How many of these lie at their bounds.</summary>
    public int CountAtBounds { get; private set; }

    /// <summary>The elements of X'X, row by row, of which the lower triangle is read.</summary>
    public Span<double> Products => products;

    /// <summary>The elements of X'y.</summary>
    public Span<double> Projections => projections;

    /// <summary>
    /// Finds the order of the draws, and then factor and mean, at a precision of the noise; false where A is not positive
    /// definite.
    /// </summary>
    public bool Arrange(double precision)
    {
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        if (!Solve(precision))
        {
            return false;
        }

        Invert();
        bool isArranged = Sort();
        return !isArranged || Solve(precision);
    }

    /// <summary>Finds factor and mean at a precision of the noise; false where A is not positive definite.</summary>
    public bool Solve(double precision)
    {
        for (int i = 0; i < count; i++)
        {
            ref readonly WeightBound own = ref bounds[order[i]];
            permuted[i] = precision * projections[order[i]] + own.Pull;
            for (int j = 0; j <= i; j++)
            {
                double element = precision * ProductOf(order[i], order[j]) + PriorOf(order[i], order[j]);
                for (int k = 0; k < j; k++)
                {
                    element -= factor[i * count + k] * factor[j * count + k];
                }

                if (i == j && !(element > 0 && double.IsFinite(element)))
                {
                    return false;
                }

                factor[i * count + j] = i == j ? Math.Sqrt(element) : element / factor[j * count + j];
            }
        }

        SolveLower(permuted);
        SolveUpper(permuted);
        for (int i = 0; i < count; i++)
        {
            mean[order[i]] = permuted[i];
        }

        return true;
    }

    /// <summary>A draw.</summary>
    public void Draw(RandomStream random, Span<double> weights)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            ref readonly WeightBound own = ref bounds[order[i]];
            double center = ConditionalMean(i, weights);
            double width = 1 / factor[i * count + i];
            weights[order[i]] = own.CutsOff(center, width)
                ? new TruncatedGaussian(center, width, own.Minimum, own.Maximum).Draw(random)
                : center + width * random.NextNormal();
        }
    }

    /// <summary>The log density of weights, normalised.</summary>
    public double LogDensity(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            ref readonly WeightBound own = ref bounds[order[i]];
            double center = ConditionalMean(i, weights);
            double width = 1 / factor[i * count + i];
            if (own.CutsOff(center, width))
            {
                sum += new TruncatedGaussian(center, width, own.Minimum, own.Maximum).LogDensity(weights[order[i]]);
            }
            else
            {
                double normal = (weights[order[i]] - center) / width;
                sum -= Math.Log(width) + Constants.LogSqrt2Pi + 0.5 * normal * normal;
            }
        }

        return sum;
    }

    private double ProductOf(int one, int other) => products[Math.Max(one, other) * count + Math.Min(one, other)];

    /// <summary>The prior speaks of the sum of both weights that a coefficient is shared out to.</summary>
    private double PriorOf(int one, int other) =>
        one == other ? bounds[one].Precision + bounds[one].Ridge
        : bounds[one].Coefficient == bounds[other].Coefficient ? bounds[one].Precision
        : 0;

    /// <summary>
    /// The mean of a weight when all that are drawn before it are given: L'(x - mean) has independent elements.
    /// </summary>
    private double ConditionalMean(int i, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int k = i + 1; k < count; k++)
        {
            sum += factor[k * count + i] * (weights[order[k]] - mean[order[k]]);
        }

        return mean[order[i]] - sum / factor[i * count + i];
    }

    /// <summary>
    /// Puts what is cut off most last, from where draws begin, and finds the likely weights; false where the order is as before.
    /// </summary>
    private bool Sort()
    {
        mean.CopyTo(likely, 0);
        CountAtBounds = 0;
        bool isArranged = false;
        for (int place = count - 1; place >= 0; place--)
        {
            int first = MostCutOff(place, out double distance);
            if (distance > WeightBound.Far)
            {
                break;
            }

            isArranged |= first != place;
            (order[first], order[place]) = (order[place], order[first]);
            int chosen = order[place];
            double within = Math.Clamp(likely[chosen], bounds[chosen].Minimum, bounds[chosen].Maximum);
            CountAtBounds += within == likely[chosen] ? 0 : 1;
            Condition(place, within - likely[chosen]);
            likely[chosen] = within;
        }

        return isArranged;
    }

    /// <summary>The place, among those up to one, of the weight that has the fewest deviations to its bounds.</summary>
    private int MostCutOff(int last, out double distance)
    {
        int most = last;
        distance = double.PositiveInfinity;
        for (int place = last; place >= 0; place--)
        {
            int i = order[place];
            double own = Math.Min(likely[i] - bounds[i].Minimum, bounds[i].Maximum - likely[i])
                / Math.Sqrt(covariance[i * count + i]);
            if (own < distance)
            {
                (most, distance) = (place, own);
            }
        }

        return most;
    }

    /// <summary>Means and covariance of the weights at the places before one when that moves by so much.</summary>
    private void Condition(int place, double move)
    {
        int given = order[place];
        double variance = covariance[given * count + given];
        for (int k = 0; k < place; k++)
        {
            int i = order[k];
            double slope = covariance[i * count + given] / variance;
            likely[i] += slope * move;
            for (int l = 0; l < place; l++)
            {
                covariance[i * count + order[l]] -= slope * covariance[given * count + order[l]];
            }
        }
    }

    /// <summary>The covariance A^-1, column by column, while the order is the first one.</summary>
    private void Invert()
    {
        for (int column = 0; column < count; column++)
        {
            Span<double> unit = covariance.AsSpan(column * count, count);
            unit.Clear();
            unit[column] = 1;
            SolveLower(unit);
            SolveUpper(unit);
        }
    }

    private void SolveLower(Span<double> vector)
    {
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                vector[i] -= factor[i * count + k] * vector[k];
            }

            vector[i] /= factor[i * count + i];
        }
    }

    private void SolveUpper(Span<double> vector)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < count; k++)
            {
                vector[i] -= factor[k * count + i] * vector[k];
            }

            vector[i] /= factor[i * count + i];
        }
    }
}
