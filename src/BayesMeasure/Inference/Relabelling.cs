namespace BayesMeasure.Inference;

/// <summary>
/// Labels for components that no single parameter puts in order: the labels of every draw are permuted until all draws look like
/// independent normal components, after M. Stephens, J. R. Stat. Soc. B 62, 795 (2000).
/// </summary>
/// <remarks>
/// Means and variances of the components are estimated from the labelled draws, and each draw is labelled so that its density
/// under them is highest, until no label changes. Each of the two lowers the same sum, so this ends, in a minimum that depends on
/// where it began: at the most probable draw of each chain. The lowest minimum is taken. What labels the draws had is forgotten:
/// any permutation of them ends in the same components.
/// </remarks>
internal sealed class Relabelling
{
    private const int MostRounds = 100;

    private Relabelling(ComponentNormals normals, int[][] orders, double cost)
    {
        Normals = normals;
        Orders = orders;
        Cost = cost;
    }

    /// <summary>The components.</summary>
    public ComponentNormals Normals { get; }

    /// <summary>For each draw of the sample and each label, the component that has it.</summary>
    public int[][] Orders { get; }

    /// <summary>Minus the log density of all draws, up to a constant.</summary>
    private double Cost { get; }

    /// <summary>Relabels draws.</summary>
    /// <param name="sample">The draws.</param>
    public static Relabelling Of(ComponentSample sample)
    {
        double[] together = ComponentNormals.VariancesTogether(sample.Draws);
        return sample.Modes.Select(mode => From(mode, sample.Draws, together)).MinBy(one => one.Cost)!;
    }

    /// <summary>
    /// The first of some coordinates whose means part the nearest two components at least half as well as any other's do.
    /// </summary>
    public int ClearestOf(int[] coordinates)
    {
        double widest = coordinates.Max(Normals.SmallestGap);
        return Array.Find(coordinates, coordinate => Normals.SmallestGap(coordinate) >= 0.5 * widest);
    }

    /// <summary>The same with components numbered by their means in one coordinate.</summary>
    public Relabelling NumberedBy(int coordinate)
    {
        int[] labels = Normals.OrderOfMeans(coordinate);
        return new(
            Normals.Numbered(labels), Array.ConvertAll(Orders, order => Array.ConvertAll(labels, label => order[label])), Cost);
    }

    private static Relabelling From(double[][] mode, double[][][] draws, double[] together)
    {
        var normals = ComponentNormals.About(mode, together);
        int[][] orders = Array.ConvertAll(draws, normals.OrderOf);
        for (int round = 0; round < MostRounds; round++)
        {
            normals = ComponentNormals.Of(draws, orders, together);
            int[][] before = orders;
            orders = Array.ConvertAll(draws, normals.OrderOf);
            if (orders.Zip(before).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
            {
                break;
            }
        }

        return new(normals, orders, draws.Zip(orders).Sum(pair => normals.Cost(pair.First, pair.Second)));
    }
}
