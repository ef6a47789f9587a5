namespace BayesMeasure.Posteriors;

/// <summary>
/// Parts the prior of a component's shape into cells: again and again the cell whose curves differ most is halved along the
/// parameter in which they do, until the curves of every cell are alike, or there are many cells.
/// </summary>
/// <remarks>
/// How alike curves are is the cosine between them, sum of w a b / sqrt(sum of w a^2 sum of w b^2), of which the smallest counts
/// among the curves at a cell's middle and at its two opposite faces, and among the measured curves. It needs no knowledge of
/// what the parameters mean.
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

    private readonly int dimensions;
    private readonly Action<double[]> placeComponent;
    private readonly TemplateGrid[] grids;
    private readonly List<TemplateNode> nodes = [];
    private readonly List<(double[] Lower, double[] Width)> boxes = [];
    private readonly PriorityQueue<(int Node, int Dimension), double> waiting = new();

    /// <param name="dimensions">The number of parameters of the shape.</param>
    /// <param name="placeComponent">Gives the parameters of the shape the values at their probabilities.</param>
    /// <param name="grids">The grids of the measured curves.</param>
    public TemplateBankBuilder(int dimensions, Action<double[]> placeComponent, TemplateGrid[] grids)
    {
        this.dimensions = dimensions;
        this.placeComponent = placeComponent;
        this.grids = grids;
    }

    /// <summary>Makes the bank.</summary>
    public TemplateBank Build()
    {
        Add(new double[dimensions], [.. Enumerable.Repeat(1.0, dimensions)]);
        int numbers = grids.Sum(grid => grid.Pyramid.Blocks);
        while (boxes.Count / 2 + 1 < MostCells && numbers < MostNumbers && waiting.TryDequeue(out var worst, out _))
        {
            Halve(worst.Node, worst.Dimension);
            numbers += TemplatesOf(boxes[^1]).Sum(template => template.Means.Length);
        }

        var cells = new List<(double[] Lower, double[] Width)>();
        for (int node = 0; node < nodes.Count; node++)
        {
            if (nodes[node].Child == 0)
            {
                nodes[node] = nodes[node] with { Cell = cells.Count };
                cells.Add(boxes[node]);
            }
        }

        Template[][] templates = [.. cells.Select(TemplatesOf)];
        return new([.. nodes], cells, [.. grids.Select((grid, curve) =>
            new CurveTemplates([.. templates.Select(cell => cell[curve])], grid.Pyramid))]);
    }

    private Template[] TemplatesOf((double[] Lower, double[] Width) box)
    {
        Evaluate(Middle(box.Lower, box.Width), 0);
        return [.. grids.Select(grid => grid.ToTemplate())];
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
        Evaluate(point, 0);
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
            Evaluate(point, 1);
            point[dimension] = lower[dimension] + width[dimension];
            Evaluate(point, 2);
            point[dimension] = middle;
            double cosine = grids.Min(grid => grid.SmallestCosine());
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

    /// <summary>Moves the component and evaluates its curves.</summary>
    private void Evaluate(double[] point, int place)
    {
        placeComponent(point);
        foreach (TemplateGrid grid in grids)
        {
            grid.Evaluate(place);
        }
    }
}
