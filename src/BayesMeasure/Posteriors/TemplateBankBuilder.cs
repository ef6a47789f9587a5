using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Parts the prior of a component's shape into cells: again and again the cell whose curves differ most is halved along the
/// parameter in which they do, until the curves of every cell are alike, or there are many cells.
/// </summary>
/// <remarks>
/// How alike curves are is the cosine between them, sum of w a b / sqrt(sum of w a^2 sum of w b^2), of which the smallest counts
/// among the curves at a cell's middle and at its two opposite faces. It needs no knowledge of what the parameters mean.
/// </remarks>
internal sealed class TemplateBankBuilder
{
    /// <summary>The most cells of a bank.</summary>
    public const int MostCells = 1024;

    /// <summary>The most numbers of all templates: 16 MiB.</summary>
    private const int MostNumbers = 1 << 22;

    /// <summary>The cosine from which curves are alike.</summary>
    private const double Alike = 0.9;

    /// <summary>A cell is not halved more often along one parameter.</summary>
    private const double Narrowest = 1.0 / (1 << 20);

    /// <summary>A template ends where its curve falls below this part of its height.</summary>
    private const double Negligible = 0.03;

    /// <summary>The part of its norm that a template keeps in blocks.</summary>
    private const double Kept = 0.98;

    private readonly int dimensions;
    private readonly Action<double[], double[]> evaluate;
    private readonly ResidualPyramid pyramid;
    private readonly double[] weight;
    private readonly double[][] curves;
    private readonly List<TemplateNode> nodes = [];
    private readonly List<(double[] Lower, double[] Width)> boxes = [];
    private readonly PriorityQueue<(int Node, int Dimension), double> waiting = new();

    /// <param name="dimensions">The number of parameters of the shape.</param>
    /// <param name="evaluate">
    /// Writes the curve of amplitude 1 at the probabilities of the parameters, one number a block of the grid.
    /// </param>
    /// <param name="pyramid">The grid.</param>
    /// <param name="weight">The weights of the points.</param>
    public TemplateBankBuilder(
        int dimensions, Action<double[], double[]> evaluate, ResidualPyramid pyramid, AlignedBuffer weight)
    {
        this.dimensions = dimensions;
        this.evaluate = evaluate;
        this.pyramid = pyramid;
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

    /// <summary>Makes the bank.</summary>
    public TemplateBank Build()
    {
        Add(new double[dimensions], [.. Enumerable.Repeat(1.0, dimensions)]);
        int numbers = pyramid.Blocks;
        while (boxes.Count / 2 + 1 < MostCells && numbers < MostNumbers && waiting.TryDequeue(out var worst, out _))
        {
            Halve(worst.Node, worst.Dimension);
            numbers += TemplateOf(boxes[^1]).Template.Length;
        }

        var cells = new List<TemplateCell>();
        for (int node = 0; node < nodes.Count; node++)
        {
            if (nodes[node].Child == 0)
            {
                nodes[node] = nodes[node] with { Cell = cells.Count };
                cells.Add(TemplateOf(boxes[node]));
            }
        }

        return new([.. nodes], cells, pyramid);
    }

    private void Halve(int node, int dimension)
    {
        (double[] lower, double[] width) = boxes[node];
        double[] half = [.. width];
        half[dimension] *= 0.5;
        double[] upper = [.. lower];
        upper[dimension] += half[dimension];
        nodes[node] = new(dimension, upper[dimension], nodes.Count, -1);
        Add(lower, half);
        Add(upper, half);
    }

    /// <summary>Adds a leaf, which waits to be halved if its curves are not alike.</summary>
    private void Add(double[] lower, double[] width)
    {
        int node = nodes.Count;
        nodes.Add(new(0, 0, 0, -1));
        boxes.Add((lower, width));
        double[] point = Middle(lower, width);
        Evaluate(point, curves[0]);
        double worst = Alike;
        int along = -1;
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            if (width[dimension] <= Narrowest)
            {
                continue;
            }

            double middle = point[dimension];
            point[dimension] = lower[dimension];
            Evaluate(point, curves[1]);
            point[dimension] = lower[dimension] + width[dimension];
            Evaluate(point, curves[2]);
            point[dimension] = middle;
            double cosine = Math.Min(Cosine(1, 2), Math.Min(Cosine(0, 1), Cosine(0, 2)));
            if (cosine < worst)
            {
                (worst, along) = (cosine, dimension);
            }
        }

        if (along >= 0)
        {
            waiting.Enqueue((node, along), worst);
        }
    }

    private static double[] Middle(double[] lower, double[] width) =>
        [.. lower.Zip(width, (from, length) => from + 0.5 * length)];

    /// <summary>Evaluates a curve; what is not a number counts as nothing there.</summary>
    private void Evaluate(double[] point, double[] curve)
    {
        evaluate(point, curve);
        for (int block = 0; block < curve.Length; block++)
        {
            curve[block] = double.IsFinite(curve[block]) ? curve[block] : 0;
        }
    }

    /// <summary>The cosine between two curves; 1 where one of them is 0 everywhere, for which no template helps.</summary>
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

    private TemplateCell TemplateOf((double[] Lower, double[] Width) box)
    {
        double[] curve = curves[0];
        Evaluate(Middle(box.Lower, box.Width), curve);
        double floor = Negligible * curve.Max(Math.Abs);
        int first = Math.Max(0, Array.FindIndex(curve, c => Math.Abs(c) > floor));
        int last = Math.Max(first, Array.FindLastIndex(curve, c => Math.Abs(c) > floor));
        float[] template = InBlocks(curve, first, last, 0, out double norm);
        double least = Kept * norm;
        int level = 0;
        while (level + 1 < pyramid.Levels)
        {
            float[] coarser = InBlocks(curve, first, last, level + 1, out double kept);
            if (!(kept >= least))
            {
                break;
            }

            (template, norm, level) = (coarser, kept, level + 1);
        }

        return new(box.Lower, box.Width, level, first >> level, template, norm);
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
