using BayesMeasure.Numerics;

namespace BayesMeasure.Inference;

/// <summary>
/// What components look like once they are told apart: independent normal distributions of their coordinates. A draw is labelled
/// so that its density under them is highest.
/// </summary>
internal sealed class ComponentNormals
{
    /// <summary>The smallest variance of a component, relative to that of all components together.</summary>
    private const double SmallestShare = 1e-6;

    private readonly double[][] means;
    private readonly double[][] variances;
    private readonly double[][] precisions;
    private readonly double[] normalisations;
    private readonly LinearAssignment assignment;
    private readonly double[] costs;
    private readonly int[] labels;

    private ComponentNormals(double[][] means, double[][] variances)
    {
        this.means = means;
        this.variances = variances;
        precisions = [.. variances.Select(row => Array.ConvertAll(row, variance => 0.5 / variance))];
        normalisations = [.. variances.Select(row => 0.5 * row.Sum(Math.Log))];
        assignment = new(means.Length);
        costs = new double[means.Length * means.Length];
        labels = new int[means.Length];
    }

    /// <summary>The number of components.</summary>
    public int Count => means.Length;

    /// <summary>The number of coordinates of each.</summary>
    public int Coordinates => means[0].Length;

    /// <summary>Normals about one draw, all as wide as the draws of all components together.</summary>
    public static ComponentNormals About(double[][] draw, double[] variances) =>
        new([.. draw], [.. draw.Select(_ => variances)]);

    /// <summary>The normals of labelled draws.</summary>
    /// <param name="draws">For each draw and each component, its coordinates.</param>
    /// <param name="orders">For each draw and each label, the component that has it.</param>
    /// <param name="together">The variances of all components together.</param>
    public static ComponentNormals Of(double[][][] draws, int[][] orders, double[] together)
    {
        int count = draws[0].Length;
        double[][] means = Averages(count, together.Length, draws, orders, (value, _, _) => value);
        double[][] variances = Averages(count, together.Length, draws, orders, (value, k, i) =>
            (value - means[k][i]) * (value - means[k][i]));
        return new(means, [.. variances.Select(row => row.Zip(together, WithFloor).ToArray())]);
        static double WithFloor(double variance, double together) =>
            Math.Max(variance, SmallestShare * together);
    }

    /// <summary>The variance of every coordinate over all components of all draws; 1 where it never varies.</summary>
    public static double[] VariancesTogether(double[][][] draws) => [.. Enumerable.Range(0, draws[0][0].Length).Select(i =>
    {
        double mean = draws.Average(draw => draw.Average(component => component[i]));
        double variance = draws.Average(draw => draw.Average(component => (component[i] - mean) * (component[i] - mean)));
        return variance > 0 ? variance : 1;
    })];

    /// <summary>The same normals, numbered anew.</summary>
    public ComponentNormals Numbered(int[] order) =>
        new(Array.ConvertAll(order, k => means[k]), Array.ConvertAll(order, k => variances[k]));

    /// <summary>For each label, the component of a draw that takes it.</summary>
    public int[] OrderOf(double[][] draw)
    {
        for (int component = 0; component < Count; component++)
        {
            for (int label = 0; label < Count; label++)
            {
                costs[component * Count + label] = Cost(draw[component], label);
            }
        }

        assignment.Solve(costs, labels);
        int[] order = new int[Count];
        for (int component = 0; component < Count; component++)
        {
            order[labels[component]] = component;
        }

        return order;
    }

    /// <summary>Minus the log density of a draw under its labels, up to a constant.</summary>
    public double Cost(double[][] draw, int[] order) => Enumerable.Range(0, Count).Sum(label => Cost(draw[order[label]], label));

    /// <summary>The labels in ascending order of their means in one coordinate.</summary>
    public int[] OrderOfMeans(int coordinate) => [.. Enumerable.Range(0, Count).OrderBy(label => means[label][coordinate])];

    /// <summary>The smallest distance of neighbours in one coordinate, in units of their widths.</summary>
    public double SmallestGap(int coordinate)
    {
        int[] order = OrderOfMeans(coordinate);
        return order.Zip(order.Skip(1)).Min(pair =>
            (means[pair.Second][coordinate] - means[pair.First][coordinate])
            / Math.Sqrt(variances[pair.First][coordinate] + variances[pair.Second][coordinate]));
    }

    /// <summary>
    /// How probable it is that two labels stand the wrong way round: the mean over draws of q / (p + q), p and q the densities
    /// with the labels as they are and with these two exchanged. It is 1/2 where nothing tells the two apart.
    /// </summary>
    public double Confusion(double[][][] draws, int[][] orders, int first, int second) => draws.Zip(orders).Average(pair =>
    {
        (double[][] draw, int[] order) = pair;
        double kept = Cost(draw[order[first]], first) + Cost(draw[order[second]], second);
        double exchanged = Cost(draw[order[first]], second) + Cost(draw[order[second]], first);
        return 1 / (1 + Math.Exp(exchanged - kept));
    });

    private static double[][] Averages(
        int count, int size, double[][][] draws, int[][] orders, Func<double, int, int, double> summand)
    {
        double[][] averages = [.. Enumerable.Range(0, count).Select(_ => new double[size])];
        for (int draw = 0; draw < draws.Length; draw++)
        {
            for (int k = 0; k < count; k++)
            {
                for (int i = 0; i < size; i++)
                {
                    averages[k][i] += summand(draws[draw][orders[draw][k]][i], k, i) / draws.Length;
                }
            }
        }

        return averages;
    }

    private double Cost(double[] component, int label)
    {
        double[] mean = means[label];
        double[] precision = precisions[label];
        double cost = normalisations[label];
        for (int i = 0; i < component.Length; i++)
        {
            double distance = component[i] - mean[i];
            cost += precision[i] * distance * distance;
        }

        return cost;
    }
}
