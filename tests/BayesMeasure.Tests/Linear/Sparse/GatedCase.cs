using BayesMeasure.Linear.Sparse;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear.Sparse;

/// <summary>Overlapping peaks, few of which are there, on a background of three terms: drawn from the prior.</summary>
internal sealed class GatedCase
{
    private const int Points = 160;
    private const double Scale = 1;
    private const double Sigma = 0.5;

    private readonly double[] y;
    private readonly Matrix<double> columns;

    public GatedCase(int count, int seed, double probability = 0.3)
    {
        var random = new RandomStream((ulong)seed, chain: 0, replica: 0);
        double width = Points / (1.5 * count);
        columns = Matrix<double>.Build.Dense(Points, count, (i, k) => Peak(i, Points * (k + 1.0) / (count + 1), width));
        Background = Matrix<double>.Build.Dense(Points, 3, (i, j) => Math.Pow(2.0 * i / Points - 1, j));
        Probability = probability;
        double Amplitude() => random.NextUniform() < probability ? Scale * Math.Abs(random.NextNormal()) : 0;
        Truth = [.. Enumerable.Range(0, count).Select(_ => Amplitude())];
        Vector<double> curve = columns * Vector<double>.Build.Dense(Truth) + 3 * Background.Column(0) - Background.Column(1);
        y = [.. curve.Select(value => value + Sigma * random.NextNormal())];
    }

    /// <summary>The amplitudes behind the data; 0 of shut gates.</summary>
    public double[] Truth { get; }

    private Matrix<double> Background { get; }

    private double Probability { get; }

    /// <summary>The problem as it should be asked.</summary>
    public GatedProblem Problem() => Asked(Probability);

    /// <summary>The same with another prior probability, as a slab with a wrong constant would have it.</summary>
    public GatedProblem Asked(double probability) => new(
        columns,
        y,
        [.. Enumerable.Repeat(Sigma, Points)],
        [.. Truth.Select(_ => probability)],
        [.. Truth.Select(_ => Scale)],
        Background);

    private static double Peak(int i, double center, double width) => Math.Exp(-0.5 * Math.Pow((i - center) / width, 2));
}
