using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>
/// A finite sum with many minima: the mean over i of x^2 - 10 cos 2 pi (x - s_i), in each of some coordinates. Its mean, its curvature
/// and its smoothing have closed forms.
/// </summary>
internal sealed class CosineSum
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

    private string[] Names => [.. Enumerable.Range(1, dimension).Select(i => $"x[{i}]")];

    /// <summary>The terms alone.</summary>
    public StochasticObjective Terms => StochasticObjective.OfTerms(Names, shifts.Length, (term, x, gradient) =>
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double angle = Frequency * (x[i] - shifts[term]);
            sum += x[i] * x[i] - Height * Math.Cos(angle);
            gradient[i] = 2 * x[i] + Height * Frequency * Math.Sin(angle);
        }

        return sum;
    });

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

    /// <summary>The variance of the gradient of one term, by its own formula.</summary>
    public double Variance(double x)
    {
        double[] slopes = [.. shifts.Select(shift => Height * Frequency * Math.Sin(Frequency * (x - shift)))];
        double mean = slopes.Average();
        return slopes.Average(slope => (slope - mean) * (slope - mean));
    }
}
