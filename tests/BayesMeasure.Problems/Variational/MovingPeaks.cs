using BayesMeasure.Numerics.Random;
using BayesMeasure.Variational;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Problems.Variational;

/// <summary>
/// A spectrum of few peaks out of a list of equally spaced ones, each of which may stand a little to the side, as all together
/// may: which are there? Unlike phases of a powder each has one line, so that what is known of the answer is what was put in.
/// </summary>
/// <param name="Seed">The seed of places, heights and noise.</param>
/// <param name="Count">The peaks in the list.</param>
public sealed record MovingPeaks(ulong Seed, int Count)
{
    private const int PointsOfPeak = 15;
    private const double Sigma = 0.05;
    private const double Width = 3;
    private const double OpenShare = 0.25;

    /// <summary>The places of the peaks in the spectrum: each fourth of the list, beginning with a random one.</summary>
    public IReadOnlyList<int> There
    {
        get
        {
            RandomStream random = new(Seed, chain: 0, replica: 0);
            int first = random.NextInteger(4);
            return [.. Enumerable.Range(0, Count).Where(k => k % 4 == first)];
        }
    }

    /// <summary>The problem: own and shared moves are shifts, in units of a fifth of the width.</summary>
    public SelectionProblem Problem()
    {
        double[] y = Spectrum();
        Matrix<double> rows = Matrix<double>.Build.DenseOfColumnArrays(Enumerable.Range(0, Count).SelectMany(Columns));
        Vector<double> data = Vector<double>.Build.Dense(y) / Sigma;
        return new()
        {
            Columns = [.. Enumerable.Range(0, Count).Select(_ =>
                new SelectionColumn(Math.Log(OpenShare / (1 - OpenShare)), Scale: 1, OpenShare, StartHeight: 0.5))],
            OwnMoves = ["shift"],
            SharedMoves = [("zero", 0), ("width", 0.1)],
            Gram = rows.TransposeThisAndMultiply(rows).ToRowMajorArray(),
            Projections = rows.TransposeThisAndMultiply(data).ToArray(),
            Square = data * data,
            Points = y.Length,
            LeastLevel = 1,
        };
    }

    private double[] Spectrum()
    {
        RandomStream random = new(Seed, chain: 1, replica: 0);
        double[] y = new double[PointsOfPeak * Count];
        double zero = 0.3 * random.NextNormal();
        foreach (int k in There)
        {
            double height = 0.5 + random.NextUniform();
            double shift = zero + 0.3 * random.NextNormal();
            for (int i = 0; i < y.Length; i++)
            {
                y[i] += height * Shape(Distance(k, i) - 0.2 * shift);
            }
        }

        return [.. y.Select(value => value + Sigma * random.NextNormal())];
    }

    /// <summary>A peak, and its derivatives by its shift, that of all, and their width, over the noise.</summary>
    private IEnumerable<double[]> Columns(int k)
    {
        int points = PointsOfPeak * Count;
        double[] peak = [.. Enumerable.Range(0, points).Select(i => Shape(Distance(k, i)) / Sigma)];
        double[] byShift = [.. Enumerable.Range(0, points).Select(i => 0.2 * Distance(k, i) * peak[i])];
        double[] byWidth = [.. Enumerable.Range(0, points).Select(i => 0.2 * Distance(k, i) * Distance(k, i) * peak[i])];
        return [peak, byShift, byShift, byWidth];
    }

    private static double Distance(int k, int i) => (i - PointsOfPeak * (k + 0.5)) / Width;

    private static double Shape(double t) => Math.Exp(-0.5 * t * t);
}
