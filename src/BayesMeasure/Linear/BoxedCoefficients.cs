using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// A normal distribution of coefficients cut off at the faces of a box: how much of it is inside, and draws from what is.
/// </summary>
/// <remarks>
/// Coefficients are taken one after the other, each given those before it, the most confined first, so that the probability
/// becomes an integral over a unit cube (Genz 1992, J. Comput. Graph. Stat. 1, 141). Uncorrelated coefficients make it a product
/// of error functions; others a mean over randomly shifted lattices, whose scatter gives the error.
/// </remarks>
internal sealed class BoxedCoefficients
{
    /// <summary>The number of independent estimates of a probability that is no product.</summary>
    public const int Shifts = 12;

    private const int Points = 1024;
    private const double LargestCorrelation = 1e-13;
    private const double Negligible = 1e-16;

    private readonly int[] order;
    private readonly double[] mean;
    private readonly double[] lower;
    private readonly double[] upper;
    private readonly double[] deviations;

    /// <summary>
    /// The lower triangle that makes the coefficients, in the order in which they are taken, of standard normals.
    /// </summary>
    private readonly double[][] triangle;

    public BoxedCoefficients(NormalCoefficients normal, CoefficientBox box)
    {
        Vector<double> scales = normal.Factor.RowNorms(2);
        double Inside(int j) => Scaled(box.Lower[j], box.Upper[j], normal.Mean[j], scales[j]).Probability;
        order = [.. Enumerable.Range(0, box.Dimension).OrderBy(Inside)];
        mean = [.. order.Select(j => normal.Mean[j])];
        lower = [.. order.Select(j => box.Lower[j])];
        upper = [.. order.Select(j => box.Upper[j])];
        triangle = TriangleOf(Matrix<double>.Build.DenseOfRows(order.Select(j => normal.Factor.Row(j))));
        IsUncorrelated = triangle.All(row => row[..^1].All(value => Math.Abs(value) <= LargestCorrelation * row[^1]));
        deviations = [.. order.Select(j => scales[j])];
    }

    /// <summary>Whether the probability is a product.</summary>
    public bool IsUncorrelated { get; }

    /// <summary>Whether there is nothing outside that a double could tell.</summary>
    public bool IsEverythingInside => MostOutside(stretch: 1) < Negligible;

    /// <summary>The number of independent estimates of a probability: 1 where it is exact.</summary>
    public int Estimates => IsUncorrelated ? 1 : Shifts;

    /// <summary>
    /// The largest product of conditional probabilities that a walk can end with, no standard deviation stretched: the first is
    /// the same for every walk, and no interval holds more than one about the mean.
    /// </summary>
    public double MostOfWalk => Conditional(0, 1, []).Probability * Enumerable.Range(1, mean.Length - 1)
        .Select(j => (upper[j] - lower[j]) / (2 * triangle[j][j]))
        .Aggregate(1.0, (product, half) => product * new NormalInterval(-half, half).Probability);

    /// <summary>How much is inside.</summary>
    public BoxShare Share()
    {
        double[] estimates = new double[Estimates];
        AddShare(stretch: 1, weight: 1, estimates);
        return BoxShare.Of(estimates);
    }

    /// <summary>Adds weight times how much is inside, with all standard deviations stretched, to every estimate.</summary>
    public void AddShare(double stretch, double weight, double[] estimates)
    {
        if (weight * MostOutside(stretch) < Negligible)
        {
            for (int estimate = 0; estimate < estimates.Length; estimate++)
            {
                estimates[estimate] += weight;
            }

            return;
        }

        Span<double> normals = stackalloc double[mean.Length];
        if (IsUncorrelated)
        {
            double product = weight;
            for (int j = 0; j < mean.Length; j++)
            {
                product *= Conditional(j, stretch, normals).Probability;
            }

            estimates[0] += product;
            return;
        }

        Span<double> cube = stackalloc double[mean.Length];
        for (int shift = 0; shift < estimates.Length; shift++)
        {
            double sum = 0;
            for (int point = 0; point < Points; point++)
            {
                ShiftedLattice.Fill(cube, shift, point);
                sum += Walk(cube, stretch, normals);
            }

            estimates[shift] += weight * sum / Points;
        }
    }

    /// <summary>One attempt at a draw from what is inside, with all standard deviations stretched.</summary>
    /// <remarks>
    /// The walk proposes a point with a density that lacks the product of the conditional probabilities: the point is kept with
    /// a probability in proportion to that product.
    /// </remarks>
    /// <param name="random">The random numbers.</param>
    /// <param name="stretch">The factor of all standard deviations.</param>
    /// <param name="most">A product of conditional probabilities that no walk exceeds, at any stretch.</param>
    /// <param name="coefficients">The draw, one value a coefficient.</param>
    public bool TryDraw(RandomStream random, double stretch, double most, Span<double> coefficients)
    {
        Span<double> normals = stackalloc double[mean.Length];
        Span<double> cube = stackalloc double[mean.Length];
        for (int j = 0; j < cube.Length; j++)
        {
            cube[j] = random.NextUniform();
        }

        if (random.NextUniform() * most >= Walk(cube, stretch, normals))
        {
            return false;
        }

        for (int j = 0; j < mean.Length; j++)
        {
            coefficients[order[j]] = Math.Clamp(mean[j] + stretch * Dot(triangle[j], normals), lower[j], upper[j]);
        }

        return true;
    }

    /// <summary>A bound of what is outside: the sum over the pairs of faces.</summary>
    private double MostOutside(double stretch)
    {
        double sum = 0;
        for (int j = 0; j < mean.Length; j++)
        {
            sum += Scaled(double.NegativeInfinity, lower[j], mean[j], stretch * deviations[j]).Probability
                + Scaled(upper[j], double.PositiveInfinity, mean[j], stretch * deviations[j]).Probability;
        }

        return sum;
    }

    /// <summary>
    /// Takes the coefficients one after the other, each at a quantile of what is inside given those before.
    /// </summary>
    /// <returns>The product of the conditional probabilities.</returns>
    private double Walk(ReadOnlySpan<double> cube, double stretch, Span<double> normals)
    {
        double product = 1;
        for (int j = 0; j < cube.Length && product > 0; j++)
        {
            NormalInterval interval = Conditional(j, stretch, normals);
            product *= interval.Probability;
            normals[j] = interval.Quantile(cube[j]);
        }

        return product;
    }

    /// <summary>The interval of standard normal j, given those before it.</summary>
    private NormalInterval Conditional(int j, double stretch, ReadOnlySpan<double> normals)
    {
        double given = IsUncorrelated ? mean[j] : mean[j] + stretch * Dot(triangle[j].AsSpan(0, j), normals);
        return Scaled(lower[j], upper[j], given, stretch * triangle[j][j]);
    }

    private static NormalInterval Scaled(double lower, double upper, double mean, double deviation) =>
        new((lower - mean) / deviation, (upper - mean) / deviation);

    /// <summary>L of the factor's L Q, its diagonal above 0: row j has j + 1 values.</summary>
    private static double[][] TriangleOf(Matrix<double> factor)
    {
        Matrix<double> reduced = factor.Transpose().QR().R;
        return [.. Enumerable.Range(0, factor.RowCount).Select(j =>
            Enumerable.Range(0, j + 1).Select(i => reduced[i, j] * Math.Sign(reduced[i, i])).ToArray())];
    }

    private static double Dot(ReadOnlySpan<double> row, ReadOnlySpan<double> normals)
    {
        double sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            sum += row[i] * normals[i];
        }

        return sum;
    }
}
