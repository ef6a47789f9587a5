namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The shapes that a component can have, as a dictionary of curves: the box of its explored coordinates is halved, wherever the
/// curves at two opposite faces differ most, until those of all opposite faces are alike.
/// </summary>
internal sealed class ShapeCells
{
    /// <summary>Curves are alike when their cosine is at least this.</summary>
    private const double Likeness = 0.8;

    /// <summary>The most cells: beyond, shapes are between curves that are less alike.</summary>
    private const int MostCells = 1024;

    /// <summary>What a curve has beyond this share of its largest value is left out.</summary>
    private const double Negligible = 1e-3;

    private readonly ShapeBox box;
    private readonly ShapeMemory memory = new();
    private readonly List<double[]> centers = [];
    private readonly List<double> logPriors = [];
    private readonly List<ShapePiece[]> pieces = [];

    /// <summary>Divides the box of a component.</summary>
    /// <param name="box">The box.</param>
    /// <param name="cancellation">Ends it early, with an exception: of many points, curves take their time.</param>
    public ShapeCells(ShapeBox box, CancellationToken cancellation = default)
    {
        this.box = box;
        var waiting = new PriorityQueue<ShapeCell, (double Cosine, int Order)>();
        int order = 0;
        Enqueue(ShapeCell.Whole(box));
        while (waiting.Count < MostCells
            && waiting.TryPeek(out _, out (double Cosine, int Order) worst)
            && worst.Cosine < Likeness)
        {
            cancellation.ThrowIfCancellationRequested();
            (ShapeCell lower, ShapeCell upper) = waiting.Dequeue().Halves(box);
            Enqueue(lower);
            Enqueue(upper);
        }

        foreach ((ShapeCell cell, (double Cosine, int Order) _) in waiting.UnorderedItems.OrderBy(item => item.Priority.Order))
        {
            Add(cell.Middle());
        }

        void Enqueue(ShapeCell cell) => waiting.Enqueue(cell, (cell.Compare(box), order++));
    }

    /// <summary>The number of cells.</summary>
    public int Count => centers.Count;

    /// <summary>The explored coordinates of the middle of a cell, one a shape parameter.</summary>
    public ReadOnlySpan<double> Center(int cell) => centers[cell];

    /// <summary>The log prior density of the explored coordinates there.</summary>
    public double LogPrior(int cell) => logPriors[cell];

    /// <summary>The curve of each term at amplitude 1.</summary>
    public ReadOnlySpan<ShapePiece> Pieces(int cell) => pieces[cell];

    /// <summary>Whether the curves of two cells have a cosine as those of opposite faces have.</summary>
    public bool AreAlike(int cell, int other)
    {
        for (int term = 0; term < box.Terms; term++)
        {
            double norm = pieces[cell][term].SquaredNorm * pieces[other][term].SquaredNorm;
            double product = ShapePiece.Product(pieces[cell][term], pieces[other][term]);
            if (!(product * Math.Abs(product) >= Likeness * Likeness * norm))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(double[] center)
    {
        double logPrior = box.LogPrior(center);
        box.Evaluate(center);
        var curve = new ShapePiece[box.Terms];
        (bool isFinite, bool isAnything) = (double.IsFinite(logPrior), false);
        for (int term = 0; term < curve.Length; term++)
        {
            curve[term] = ShapePiece.Of(box.Curve(term), Negligible, memory);
            isFinite &= curve[term].IsFinite;
            isAnything |= curve[term].Count > 0;
        }

        if (isFinite && isAnything)
        {
            centers.Add(center);
            logPriors.Add(logPrior);
            pieces.Add(curve);
        }
    }
}
