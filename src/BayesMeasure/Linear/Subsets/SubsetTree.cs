namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// A walk through all subsets of columns: the tree of dropped columns (Furnival and Wilson 1974; Gatu and Kontoghiorghes 2003,
/// Parallel Computing 29, 505). A node's triangle gives the subsets of its leading columns at once; each child lacks one
/// column, and rotations of the rows below make its triangle.
/// </summary>
/// <remarks>
/// Rotations keep the digits, squares are only added, and the way to a subset depends on the subset alone: its free energy is the
/// same, bit for bit, whoever walks. A node has on average two subsets and two columns, so 2^p subsets cost some 2^p rotations.
/// </remarks>
internal abstract class SubsetTree
{
    private readonly double[] ofColumn;
    private readonly double[][] triangles;
    private readonly double[][] energies;
    private readonly double[] carried;

    /// <param name="problem">The data and the prior.</param>
    protected SubsetTree(SubsetProblem problem)
    {
        Problem = problem;
        ofColumn = problem.OfColumn;
        triangles = [.. Enumerable.Range(0, problem.Columns + 1).Select(width => new double[width * (width + 1)])];
        energies = [.. Enumerable.Range(0, problem.Columns + 1).Select(width => new double[width + 1])];
        carried = new double[problem.Columns + 1];
    }

    protected SubsetProblem Problem { get; }

    /// <summary>The triangle of a width, row by row, each with its z at the end.</summary>
    public double[] TriangleOf(int width) => triangles[width];

    /// <summary>Walks through a node, whose triangle is in its place, and all below it.</summary>
    public void Descend(SubsetNode node)
    {
        int width = node.Width;
        double[] triangle = triangles[width];
        double[] energy = energies[width];
        energy[0] = node.Energy;
        for (int column = 0; column < width; column++)
        {
            double diagonal = triangle[column * (width + 2)];
            energy[column + 1] = energy[column] + Math.Log(Math.Abs(diagonal)) + ofColumn[^(width - column)];
        }

        Enter(node);
        double residual = node.ResidualSumOfSquares;
        for (int last = width - 1; last >= 0; last--)
        {
            Find(node, last, Problem.Energy(node.Size + last + 1, energy[last + 1], residual));
            double target = triangle[last * (width + 1) + width];
            residual += target * target;
            if (last == width - 1)
            {
                continue;
            }

            Branch(Without(node, last));
            Leave(node, last);
        }
    }

    /// <summary>The columns of a node's subset, one bit each.</summary>
    protected uint ColumnsOf(SubsetNode node, int last) =>
        node.Chosen | (((2u << last) - 1) << (Problem.Columns - node.Width));

    /// <summary>Begins a node.</summary>
    protected abstract void Enter(SubsetNode node);

    /// <summary>Hears of one subset: the chosen columns with the first of the triangle, to <paramref name="last"/>.</summary>
    protected abstract void Find(SubsetNode node, int last, double freeEnergy);

    /// <summary>Goes to a child, whose triangle is in its place.</summary>
    protected virtual void Branch(SubsetNode child) => Descend(child);

    /// <summary>Comes back from the child that lacks a column of the triangle.</summary>
    protected abstract void Leave(SubsetNode node, int dropped);

    /// <summary>
    /// Drops a column. The rows from there on, without it, have one element too many below the diagonal of each column: rotations
    /// of neighbours, one carried along, remove them, and what is left in the end goes to the residual.
    /// </summary>
    private SubsetNode Without(SubsetNode node, int dropped)
    {
        int width = node.Width;
        int left = width - 1 - dropped;
        double[] from = triangles[width];
        double[] to = triangles[left];
        from.AsSpan(dropped * (width + 1) + dropped + 1, left + 1).CopyTo(carried);
        for (int row = 0; row < left; row++)
        {
            ReadOnlySpan<double> next = from.AsSpan((dropped + 1 + row) * (width + 1) + dropped + 1, left + 1);
            Span<double> rotated = to.AsSpan(row * (left + 1), left + 1);
            double length = Math.Sqrt(carried[row] * carried[row] + next[row] * next[row]);
            (double cosine, double sine) = length > 0 ? (carried[row] / length, next[row] / length) : (1, 0);
            for (int column = row; column <= left; column++)
            {
                double above = carried[column];
                rotated[column] = cosine * above + sine * next[column];
                carried[column] = cosine * next[column] - sine * above;
            }
        }

        uint chosen = dropped == 0 ? node.Chosen : ColumnsOf(node, dropped - 1);
        double residual = node.ResidualSumOfSquares + carried[left] * carried[left];
        return new(left, chosen, node.Size + dropped, energies[width][dropped], residual);
    }
}

/// <summary>
/// A node of the tree of subsets. Its triangle is about the last columns alone; of those before, some are chosen and the others
/// are left out, for good.
/// </summary>
/// <param name="Width">The number of columns of the triangle: the last ones, all of them.</param>
/// <param name="Chosen">The columns before that are chosen, one bit each.</param>
/// <param name="Size">The number of chosen columns.</param>
/// <param name="Energy">What the chosen columns add to the free energy by themselves and by their determinant.</param>
/// <param name="ResidualSumOfSquares">RSS with the chosen columns and all of the triangle.</param>
internal readonly record struct SubsetNode(int Width, uint Chosen, int Size, double Energy, double ResidualSumOfSquares);
