using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A bank of matched filters: cells that part the prior of a component's shape, and for each cell its template, the curve of
/// amplitude 1 at the cell's middle. Made once a target, and only read afterwards.
/// </summary>
/// <remarks>
/// <para>
/// Cells are boxes in the prior's probabilities, one dimension a parameter, so that the volume of a cell is the prior's mass in
/// it. They are leaves of a binary tree: <see cref="TemplateBankBuilder"/> says where they are cut.
/// </para>
/// <para>
/// A template is kept where it matters, and in blocks of 2^l points, of which it has the mean: a broad curve needs no more
/// numbers than a narrow one. All templates lie one behind the other, each a whole number of vectors long.
/// </para>
/// </remarks>
internal sealed class TemplateBank
{
    /// <summary>The numbers of a vector: templates and levels are padded to so many.</summary>
    public const int Padding = SingleProduct.Count;

    /// <summary>A template without more than this part of the largest norm counts as if it had it.</summary>
    private const double SmallestNorm = 1e-12;

    private readonly TemplateNode[] nodes;

    /// <param name="nodes">The tree, its root first.</param>
    /// <param name="cells">The cells, in the order of their numbers in the tree.</param>
    /// <param name="grid">The grid of the templates.</param>
    public TemplateBank(TemplateNode[] nodes, IReadOnlyList<TemplateCell> cells, ResidualPyramid grid)
    {
        this.nodes = nodes;
        Pyramid = grid;
        Count = cells.Count;
        Lower = [.. cells.Select(cell => cell.Lower)];
        Width = [.. cells.Select(cell => cell.Width)];
        Source = [.. cells.Select(cell => grid.OffsetOf(cell.Level) + cell.First)];
        Start = new int[Count + 1];
        for (int cell = 0; cell < Count; cell++)
        {
            Start[cell + 1] = Start[cell] + (cells[cell].Template.Length + Padding - 1) / Padding * Padding;
        }

        Templates = new float[Start[Count]];
        foreach ((int cell, TemplateCell from) in cells.Index())
        {
            from.Template.CopyTo(Templates, Start[cell]);
        }

        double largest = cells.Max(cell => cell.Norm);
        double smallest = largest > 0 ? SmallestNorm * largest : 1;
        TemplateCell[] padded = [.. cells, .. Enumerable.Repeat(cells[^1], (Padding - Count % Padding) % Padding)];
        Norm = [.. padded.Select(cell => cell.Norm)];
        InverseNorm = [.. padded.Select(cell => 1 / Math.Max(cell.Norm, smallest))];
        Mass = new double[padded.Length];
        for (int cell = 0; cell < Count; cell++)
        {
            Mass[cell] = cells[cell].Width.Aggregate(1.0, (mass, width) => mass * width);
        }
    }

    /// <summary>The number of cells.</summary>
    public int Count { get; }

    /// <summary>The grid of the templates.</summary>
    public ResidualPyramid Pyramid { get; }

    /// <summary>The probabilities at which each cell begins.</summary>
    public double[][] Lower { get; }

    /// <summary>How far each cell extends.</summary>
    public double[][] Width { get; }

    /// <summary>All templates, one behind the other.</summary>
    public float[] Templates { get; }

    /// <summary>Where the template of each cell begins; behind them, where the last one ends.</summary>
    public int[] Start { get; }

    /// <summary>Where in the pyramid the part of the residual begins that belongs to each template.</summary>
    public int[] Source { get; }

    /// <summary>The prior's mass v_m in each cell; 0 in the padding.</summary>
    public double[] Mass { get; }

    /// <summary>G_m = sum of w phi_m^2; that of the last cell in the padding.</summary>
    public double[] Norm { get; }

    /// <summary>1 / G_m, finite.</summary>
    public double[] InverseNorm { get; }

    /// <summary>The cell that holds a point, given by its probabilities.</summary>
    public int Find(ReadOnlySpan<double> probabilities)
    {
        TemplateNode node = nodes[0];
        while (node.Cell < 0)
        {
            node = nodes[probabilities[node.Dimension] < node.Cut ? node.Child : node.Child + 1];
        }

        return node.Cell;
    }
}

/// <summary>A node of the tree of cells.</summary>
/// <param name="Dimension">The dimension along which it is cut.</param>
/// <param name="Cut">Where.</param>
/// <param name="Child">The node below the cut; the one above it follows.</param>
/// <param name="Cell">The number of the cell, where it is a leaf; -1 elsewhere.</param>
internal readonly record struct TemplateNode(int Dimension, double Cut, int Child, int Cell);

/// <summary>A cell with its template.</summary>
/// <param name="Lower">The probabilities at which it begins.</param>
/// <param name="Width">How far it extends.</param>
/// <param name="Level">The level of the pyramid on which the template lies.</param>
/// <param name="First">The first block there.</param>
/// <param name="Template">The template.</param>
/// <param name="Norm">G = sum of w phi^2.</param>
internal sealed record TemplateCell(double[] Lower, double[] Width, int Level, int First, float[] Template, double Norm);
