using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Problems.Optimization;

/// <summary>
/// A finite sum with many minima: the mean over i of x^2 - 10 cos 2 pi (x - s_i), in each of some coordinates. Its mean, its
/// curvature, its gradient noise and its smoothing have closed forms; with one shift of 0 it is the function of Rastrigin, less
/// its constant.
/// </summary>
public sealed class CosineSum
{
    private const double Frequency = 2 * Math.PI;
    private const double Height = 10;

    private readonly double[] shifts;
    private readonly int dimension;
    private readonly double cosine;
    private readonly double sine;

    public CosineSum(double[] shifts, int dimension = 1)
    {
        this.shifts = shifts;
        this.dimension = dimension;
        cosine = shifts.Average(shift => Math.Cos(Frequency * shift));
        sine = shifts.Average(shift => Math.Sin(Frequency * shift));
    }

    /// <summary>The mean cosine of the shifts, A: what is left of the minima.</summary>
    public double Amplitude => cosine;

    /// <summary>The largest curvature of the mean, near 0.</summary>
    public double LargestCurvature => 2 + Height * Frequency * Frequency * Math.Sqrt(cosine * cosine + sine * sine);

    /// <summary>The degree from which on the smoothed mean is convex.</summary>
    public double ConvexFrom => Math.Sqrt(Math.Log((LargestCurvature - 2) / 2) / (0.5 * Frequency * Frequency));

    /// <summary>The terms alone.</summary>
    public StochasticObjective Terms => StochasticObjective.OfTerms(
        [.. Enumerable.Range(1, dimension).Select(i => $"x[{i}]")],
        shifts.Length,
        Term);

    /// <summary>The terms with the closed forms.</summary>
    public StochasticObjective Objective => Terms with
    {
        Mean = (x, gradient) => Smoothed(x, 0, gradient),
        Smoothing = Smoothed,
        HessianProduct = (x, vector, product) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                product[i] = Curvature(x[i], 0) * vector[i];
            }
        },
    };

    /// <summary>Terms of normal shifts of a standard deviation, about their mean.</summary>
    public static CosineSum OfNormalShifts(int terms, double deviation, ulong seed)
    {
        var random = new RandomStream(seed, 0, 0);
        double[] shifts = [.. Enumerable.Range(0, terms).Select(_ => deviation * random.NextNormal())];
        double mean = shifts.Average();
        return new([.. shifts.Select(shift => shift - mean)]);
    }

    /// <summary>The mean, smoothed.</summary>
    public double Smoothed(ReadOnlySpan<double> x, double degree, Span<double> gradient)
    {
        double damping = Height * Math.Exp(-0.5 * Frequency * Frequency * degree * degree);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            (double sin, double cos) = Math.SinCos(Frequency * x[i]);
            sum += x[i] * x[i] + degree * degree - damping * (cosine * cos + sine * sin);
            gradient[i] = 2 * x[i] + damping * Frequency * (cosine * sin - sine * cos);
        }

        return sum;
    }

    /// <summary>The second derivative of the smoothed mean.</summary>
    public double Curvature(double x, double degree)
    {
        double damping = Height * Math.Exp(-0.5 * Frequency * Frequency * degree * degree);
        (double sin, double cos) = Math.SinCos(Frequency * x);
        return 2 + damping * Frequency * Frequency * (cosine * cos + sine * sin);
    }

    /// <summary>The variance of the gradient of one term, in one coordinate, by its own formula.</summary>
    public double Variance(double x)
    {
        double[] slopes = [.. shifts.Select(shift => Height * Frequency * Math.Sin(Frequency * (x - shift)))];
        double mean = slopes.Average();
        return slopes.Average(slope => (slope - mean) * (slope - mean));
    }

    private double Term(int term, ReadOnlySpan<double> x, Span<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            (double sin, double cos) = Math.SinCos(Frequency * (x[i] - shifts[term]));
            sum += x[i] * x[i] - Height * cos;
            gradient[i] = 2 * x[i] + Height * Frequency * sin;
        }

        return sum;
    }
}
