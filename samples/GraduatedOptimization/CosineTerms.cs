using BayesMeasure.Optimization.Graduated;

namespace GraduatedOptimization;

/// <summary>
/// The mean over i of x^2 - 10 cos 2 pi (x - s_i) with normal s_i about 0: Rastrigin's function, whose waves are the lower the
/// more the terms disagree. What a minibatch makes of it can be compared with closed forms.
/// </summary>
public sealed class CosineTerms
{
    private const int Terms = 4096;
    private const double Height = 10;
    private const double Frequency = 2 * Math.PI;

    private readonly double[] shifts;
    private readonly double cosine;
    private readonly double sine;

    /// <summary>Draws the terms.</summary>
    /// <param name="spread">The standard deviation of the s_i; 0 is Rastrigin's function itself.</param>
    /// <param name="seed">The seed of the s_i.</param>
    public CosineTerms(double spread, ulong seed)
    {
        Spread = spread;
        var random = new RandomStream(seed, chain: 0, replica: 0);
        double[] normals = [.. Enumerable.Range(0, Terms).Select(_ => random.NextNormal())];
        double mean = normals.Average();
        shifts = [.. normals.Select(normal => spread * (normal - mean))];
        cosine = shifts.Average(shift => Math.Cos(Frequency * shift));
        sine = shifts.Average(shift => Math.Sin(Frequency * shift));
    }

    /// <summary>The standard deviation of the s_i.</summary>
    public double Spread { get; }

    /// <summary>The terms, and what is known of their mean.</summary>
    public StochasticObjective Objective => StochasticObjective.OfTerms(["x"], Terms, Term) with
    {
        Mean = (x, gradient) => Smoothed(x, 0, gradient),
        Smoothing = Smoothed,
        HessianProduct = (x, vector, product) => product[0] = Curvature(x[0], 0) * vector[0],
    };

    /// <summary>The degree from which on the smoothed mean has one minimum: its smallest curvature is 0 there.</summary>
    public double NeededDegree =>
        Math.Sqrt(2 * Math.Log(0.5 * Height * Frequency * Frequency * Math.Sqrt(cosine * cosine + sine * sine))) / Frequency;

    /// <summary>The smoothed mean, and its slope.</summary>
    /// <param name="x">One number.</param>
    /// <param name="degree">The standard deviation of the smoothing.</param>
    /// <param name="gradient">Where the slope goes.</param>
    public double Smoothed(ReadOnlySpan<double> x, double degree, Span<double> gradient)
    {
        (double sin, double cos) = Math.SinCos(Frequency * x[0]);
        double waves = WavesAt(degree);
        gradient[0] = 2 * x[0] + waves * Frequency * (cosine * sin - sine * cos);
        return x[0] * x[0] + degree * degree - waves * (cosine * cos + sine * sin);
    }

    /// <summary>The second derivative of the smoothed mean.</summary>
    public double Curvature(double x, double degree)
    {
        (double sin, double cos) = Math.SinCos(Frequency * x);
        return 2 + WavesAt(degree) * Frequency * Frequency * (cosine * cos + sine * sin);
    }

    private static double WavesAt(double degree) => Height * Math.Exp(-0.5 * Frequency * Frequency * degree * degree);

    private double Term(int term, ReadOnlySpan<double> x, Span<double> gradient)
    {
        (double sin, double cos) = Math.SinCos(Frequency * (x[0] - shifts[term]));
        gradient[0] = 2 * x[0] + Height * Frequency * sin;
        return x[0] * x[0] - Height * cos;
    }
}
