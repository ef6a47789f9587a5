using BayesMeasure.Numerics;

namespace BayesMeasure.References;

/// <summary>
/// What each of some alike components looks like: independent normal distributions of its coordinates. A point is labelled so
/// that its density under them is highest (Stephens 2000, J. R. Stat. Soc. B 62, 795), which is one labelling of K!, as an order
/// is.
/// </summary>
/// <remarks>Used by one thread at a time; nothing is allocated once it is made.</remarks>
internal sealed class ComponentTemplates
{
    private const int Starts = 3;
    private const int Rounds = 10;

    // The narrowest variance, relative to that of all components together; and a cost that no finite point has.
    private const double Narrowest = 1e-6;
    private const double Impossible = 1e100;

    private readonly double[][] means;
    private readonly double[][] variances;
    private readonly double[] logWidths;
    private readonly LinearAssignment assignment;
    private readonly double[] costs;

    private ComponentTemplates(double[][] means, double[][] variances)
    {
        this.means = means;
        this.variances = variances;
        logWidths = Array.ConvertAll(variances, row => 0.5 * row.Sum(Math.Log));
        assignment = new(means.Length);
        costs = new double[means.Length * means.Length];
    }

    /// <summary>All means, then all variances.</summary>
    public IEnumerable<double> Numbers => [.. means.SelectMany(row => row), .. variances.SelectMany(row => row)];

    /// <summary>The templates that have these numbers, of components of so many coordinates.</summary>
    public static ComponentTemplates Of(double[] numbers, int size)
    {
        double[][] rows = [.. numbers.Chunk(size)];
        return new(rows[..(rows.Length / 2)], rows[(rows.Length / 2)..]);
    }

    /// <summary>Templates of draws: each draw is labelled by them, and they are made of the labelled draws, in turn.</summary>
    /// <param name="components">The positions of the coordinates of each component.</param>
    /// <param name="draws">The draws, at least one, in any labelling.</param>
    public static ComponentTemplates Of(int[][] components, double[][] draws)
    {
        double[] together = VariancesTogether(components, draws);
        return Enumerable.Range(0, Starts)
            .Select(start => From(draws[start * (draws.Length - 1) / (Starts - 1)], components, draws, together))
            .MinBy(end => end.Cost).Templates;
    }

    /// <summary>The same for another thread.</summary>
    public ComponentTemplates Copy() => new(means, variances);

    /// <summary>For each component of a point, the label that it takes.</summary>
    /// <returns>Minus the log density under the labels, up to a constant.</returns>
    public double Label(ReadOnlySpan<double> point, int[][] components, Span<int> labels)
    {
        for (int component = 0; component < means.Length; component++)
        {
            for (int label = 0; label < means.Length; label++)
            {
                costs[component * means.Length + label] = CostOf(point, components[component], label);
            }
        }

        assignment.Solve(costs, labels);
        double sum = 0;
        for (int component = 0; component < means.Length; component++)
        {
            sum += costs[component * means.Length + labels[component]];
        }

        return sum;
    }

    private double CostOf(ReadOnlySpan<double> point, int[] component, int label)
    {
        double cost = logWidths[label];
        for (int i = 0; i < component.Length; i++)
        {
            double distance = point[component[i]] - means[label][i];
            cost += 0.5 * distance * distance / variances[label][i];
        }

        return cost < Impossible ? cost : Impossible;
    }

    private static (ComponentTemplates Templates, double Cost) From(
        double[] start, int[][] components, double[][] draws, double[] together)
    {
        var templates = new ComponentTemplates(
            Array.ConvertAll(components, component => Array.ConvertAll(component, position => start[position])),
            Array.ConvertAll(components, _ => together));
        int[][] labels = [.. draws.Select(_ => new int[components.Length])];
        double cost = 0;
        for (int round = 0; round < Rounds; round++)
        {
            cost = draws.Zip(labels, (draw, label) => templates.Label(draw, components, label)).Sum();
            templates = OfLabelled(components, draws, labels, together);
        }

        return (templates, cost);
    }

    private static ComponentTemplates OfLabelled(int[][] components, double[][] draws, int[][] labels, double[] together)
    {
        double[][] means = Averages((value, _, _) => value);
        double[][] variances = Averages((value, label, i) => (value - means[label][i]) * (value - means[label][i]));
        foreach (double[] row in variances)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = Math.Max(row[i], Narrowest * together[i]);
            }
        }

        return new(means, variances);

        double[][] Averages(Func<double, int, int, double> summand)
        {
            double[][] averages = Array.ConvertAll(components, component => new double[component.Length]);
            foreach ((double[] draw, int[] label) in draws.Zip(labels))
            {
                foreach ((int k, int[] component) in components.Index())
                {
                    for (int i = 0; i < component.Length; i++)
                    {
                        averages[label[k]][i] += summand(draw[component[i]], label[k], i) / draws.Length;
                    }
                }
            }

            return averages;
        }
    }

    /// <summary>The variance of every coordinate over all components of all draws; 1 where it never varies.</summary>
    private static double[] VariancesTogether(int[][] components, double[][] draws) =>
        [.. Enumerable.Range(0, components[0].Length).Select(i =>
        {
            double[] values = [.. draws.SelectMany(draw => components.Select(component => draw[component[i]]))];
            double mean = values.Average();
            double variance = values.Average(value => (value - mean) * (value - mean));
            return variance > 0 ? variance : 1;
        })];
}
