using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>The grid of one measured curve, on which the curves of a component are compared and kept as templates.</summary>
internal sealed class TemplateGrid
{
    /// <summary>A template ends where its curve falls below this part of its height.</summary>
    private const double Negligible = 0.03;

    /// <summary>The part of its norm that a template keeps in blocks.</summary>
    private const double Kept = 0.98;

    private readonly Action<double[]> evaluate;
    private readonly double[] weight;
    private readonly double[][] curves;

    /// <param name="pyramid">The blocks of the grid.</param>
    /// <param name="weight">The weights of the points.</param>
    /// <param name="evaluate">Writes the curve of amplitude 1 of the component where it stands, one number a block.</param>
    public TemplateGrid(ResidualPyramid pyramid, AlignedBuffer weight, Action<double[]> evaluate)
    {
        Pyramid = pyramid;
        this.evaluate = evaluate;
        this.weight = new double[pyramid.Blocks];
        for (int block = 0; block < this.weight.Length; block++)
        {
            (int first, int end) = pyramid.PointsOf(block);
            foreach (double w in weight.Span[first..end])
            {
                this.weight[block] += w;
            }
        }

        curves = [.. Enumerable.Range(0, 3).Select(_ => new double[pyramid.Blocks])];
    }

    /// <summary>The blocks of the grid.</summary>
    public ResidualPyramid Pyramid { get; }

    /// <summary>Evaluates the curve into one of three places; what is not a number counts as nothing there.</summary>
    public void Evaluate(int place)
    {
        double[] curve = curves[place];
        evaluate(curve);
        for (int block = 0; block < curve.Length; block++)
        {
            curve[block] = double.IsFinite(curve[block]) ? curve[block] : 0;
        }
    }

    /// <summary>
    /// The smallest cosine between two of the three curves; 1 where one of them is 0 everywhere, for which no template helps.
    /// </summary>
    public double SmallestCosine() => Math.Min(Cosine(1, 2), Math.Min(Cosine(0, 1), Cosine(0, 2)));

    /// <summary>The curve in the first place as a template.</summary>
    public Template ToTemplate()
    {
        double[] curve = curves[0];
        double floor = Negligible * curve.Max(Math.Abs);
        int first = Math.Max(0, Array.FindIndex(curve, c => Math.Abs(c) > floor));
        int last = Math.Max(first, Array.FindLastIndex(curve, c => Math.Abs(c) > floor));
        float[] means = InBlocks(curve, first, last, 0, out double norm);
        double least = Kept * norm;
        int level = 0;
        while (level + 1 < Pyramid.Levels)
        {
            float[] coarser = InBlocks(curve, first, last, level + 1, out double kept);
            if (!(kept >= least))
            {
                break;
            }

            (means, norm, level) = (coarser, kept, level + 1);
        }

        return new(level, first >> level, means, norm);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Cosine(int first, int second)
    {
        double[] a = curves[first];
        double[] b = curves[second];
        double product = 0;
        double normOfA = 0;
        double normOfB = 0;
        for (int block = 0; block < a.Length; block++)
        {
            double weighted = weight[block] * a[block];
            product += weighted * b[block];
            normOfA += weighted * a[block];
            normOfB += weight[block] * b[block] * b[block];
        }

        return normOfA > 0 && normOfB > 0 ? product / Math.Sqrt(normOfA) / Math.Sqrt(normOfB) : 1;
    }

    /// <summary>The weighted means of a part of a curve in the blocks of a level, and their norm.</summary>
    private float[] InBlocks(double[] curve, int first, int last, int level, out double norm)
    {
        int block = first >> level;
        var means = new float[(last >> level) - block + 1];
        norm = 0;
        for (int i = 0; i < means.Length; i++, block++)
        {
            double sum = 0;
            double total = 0;
            for (int point = block << level; point < Math.Min((block + 1) << level, curve.Length); point++)
            {
                sum += weight[point] * curve[point];
                total += weight[point];
            }

            double mean = total > 0 ? sum / total : 0;
            means[i] = (float)mean;
            norm += total * mean * mean;
        }

        return means;
    }
}
