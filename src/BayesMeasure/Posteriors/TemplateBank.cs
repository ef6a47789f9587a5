using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A bank of matched filters: cells that part the prior of a component's shape, and for each cell and each measured curve its
/// template, the curve of amplitude 1 at the cell's middle. Made once a target, and only read afterwards.
/// </summary>
/// <remarks>
/// Cells are boxes in the prior's probabilities, one dimension a parameter, so that the volume of a cell is the prior's mass in
/// it. They are leaves of a binary tree: <see cref="TemplateBankBuilder"/> says where they are cut.
/// </remarks>
internal sealed class TemplateBank
{
    /// <summary>The numbers of a vector: templates and levels are padded to so many.</summary>
    public const int Padding = SingleProduct.Count;

    private readonly TemplateNode[] nodes;

    /// <param name="nodes">The tree, its root first.</param>
    /// <param name="boxes">The probabilities at which each cell begins, and how far it extends.</param>
    /// <param name="curves">The templates of all cells in each curve.</param>
    public TemplateBank(TemplateNode[] nodes, IReadOnlyList<(double[] Lower, double[] Width)> boxes, CurveTemplates[] curves)
    {
        this.nodes = nodes;
        Curves = curves;
        Count = boxes.Count;
        Lower = [.. boxes.Select(box => box.Lower)];
        Width = [.. boxes.Select(box => box.Width)];
        Mass = new double[(Count + Padding - 1) / Padding * Padding];
        for (int cell = 0; cell < Count; cell++)
        {
            Mass[cell] = Width[cell].Aggregate(1.0, (mass, width) => mass * width);
        }
    }

    /// <summary>The number of cells.</summary>
    public int Count { get; }

    /// <summary>The templates of all cells in each curve.</summary>
    public CurveTemplates[] Curves { get; }

    /// <summary>The probabilities at which each cell begins.</summary>
    public double[][] Lower { get; }

    /// <summary>How far each cell extends.</summary>
    public double[][] Width { get; }

    /// <summary>The prior's mass v_m in each cell; 0 in the padding.</summary>
    public double[] Mass { get; }

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
