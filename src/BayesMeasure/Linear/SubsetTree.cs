using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>The tree of all subsets of columns: every level decides one column, those that are always kept first.</summary>
internal sealed class SubsetTree
{
    /// <summary>Columns are scaled to lengths near 1; what is left of one that others explain to working precision is below.</summary>
    private const double Dependent = 1e-12;

    private readonly SubsetTerms terms;
    private readonly SubsetNode root;
    private readonly double[] costs;
    private readonly int always;

    public SubsetTree(Matrix<double> design, Vector<double> y, SubsetTerms terms, int always)
    {
        this.terms = terms;
        this.always = always;
        Columns = design.ColumnCount;
        Matrix<double> rows = (design * terms.Scale).Stack(PriorRows(terms));
        Scales = [.. Enumerable.Range(0, Columns).Select(j => ScaleOf(rows.Column(j)))];
        costs = [.. terms.Costs.Zip(Scales, (cost, scale) => cost - Math.Log(scale))];
        root = RootOf(rows.MapIndexed((_, j, value) => value * Scales[j]), Vector<double>.Build.Dense(
            rows.RowCount, i => i < y.Count ? y[i] * terms.Scale : 0));
    }

    public int Columns { get; }

    /// <summary>What the coefficients of the scaled columns are to be multiplied by.</summary>
    public double[] Scales { get; }

    /// <summary>The nodes that a walk goes through, one a level.</summary>
    public SubsetNode[] CreatePath() => [.. Enumerable.Range(0, Columns + 1).Select(left => new SubsetNode(left))];

    /// <summary>The sums that a walk goes through, one a level.</summary>
    public SubsetSums[] CreateSums() => [.. Enumerable.Range(0, Columns + 1).Select(left => new SubsetSums(left))];

    /// <summary>Goes down from the root by the bits of a number, one for each column that is not always kept.</summary>
    /// <returns>The node; null if a column cannot be kept.</returns>
    public SubsetNode? Descend(SubsetNode[] path, int decided, int choice)
    {
        SubsetNode node = root;
        for (int level = 0; level < decided; level++)
        {
            bool keeps = level < always || (choice >> (level - always) & 1) == 1;
            if (!Next(node, path, keeps))
                return null;
            node = path[node.Columns - 1];
        }

        return node;
    }

    /// <summary>Enters every subset below a node into a ranking.</summary>
    public void Rank(SubsetNode node, SubsetNode[] path, SubsetRanking ranking)
    {
        if (node.Columns == 0)
        {
            ranking.Add(node.Kept, FreeEnergy(node), node.Mask);
            return;
        }

        if (Next(node, path, keeps: true))
            Rank(path[node.Columns - 1], path, ranking);
        if (MayDrop(node) && Next(node, path, keeps: false))
            Rank(path[node.Columns - 1], path, ranking);
    }

    /// <summary>Sums over every subset below a node, each weighted by exp(least F of its size - F).</summary>
    public void Sum(SubsetNode node, SubsetNode[] path, double[] least, SubsetSums[][] buffers, SubsetSums sums)
    {
        if (node.Columns == 0)
        {
            double freeEnergy = FreeEnergy(node);
            sums.SetLeaf(double.IsFinite(freeEnergy) ? Math.Exp(least[node.Kept] - freeEnergy) : 0);
            return;
        }

        SubsetSums kept = buffers[0][node.Columns - 1];
        SubsetSums? dropped = MayDrop(node) ? buffers[1][node.Columns - 1] : null;
        if (Next(node, path, keeps: true))
            Sum(path[node.Columns - 1], path, least, buffers, kept);
        else
            kept.Clear();
        if (dropped is not null)
        {
            Next(node, path, keeps: false);
            Sum(path[node.Columns - 1], path, least, buffers, dropped);
        }

        sums.Join(node.Row(0), kept, dropped);
    }

    /// <summary>Sums over the whole tree, given the sums below every node of a level; null where there is no node.</summary>
    public SubsetSums Join(SubsetNode[] path, int decided, IReadOnlyList<SubsetSums?> below)
    {
        SubsetSums JoinFrom(SubsetNode node, int choice)
        {
            int level = Columns - node.Columns;
            if (level == decided)
                return below[choice]!;
            int bit = level < always ? 0 : 1 << (level - always);
            var sums = new SubsetSums(node.Columns);
            var none = new SubsetSums(node.Columns - 1);
            SubsetSums kept = Next(node, path, keeps: true) ? JoinFrom(path[node.Columns - 1], choice | bit) : none;
            SubsetSums? dropped = null;
            if (MayDrop(node))
            {
                Next(node, path, keeps: false);
                dropped = JoinFrom(path[node.Columns - 1], choice);
            }

            sums.Join(node.Row(0), kept, dropped);
            return sums;
        }

        return JoinFrom(root, 0);
    }

    private double FreeEnergy(SubsetNode node) => node.Cost + terms.Of(node.Kept, node.Residual * node.Residual);

    private bool MayDrop(SubsetNode node) => Columns - node.Columns >= always;

    /// <summary>Decides the first column that is left at a node.</summary>
    private bool Next(SubsetNode node, SubsetNode[] path, bool keeps)
    {
        int column = Columns - node.Columns;
        if (!keeps)
            node.DropInto(path[node.Columns - 1]);
        else if (Math.Abs(node.Row(0)[0]) > Dependent && double.IsFinite(terms.Constants[node.Kept + 1]))
            node.KeepInto(path[node.Columns - 1], column, costs[column]);
        else
            return false;
        return true;
    }

    private static Matrix<double> PriorRows(SubsetTerms terms)
    {
        int columns = terms.Costs.Length;
        return Matrix<double>.Build.Dense(
            columns + 1, columns, (i, j) => i == j && terms.Rows is not null ? terms.Rows[j] : 0);
    }

    private static double ScaleOf(Vector<double> column)
    {
        double length = column.L2Norm();
        return length > 0 ? Math.ScaleB(1, -Math.ILogB(length)) : 1;
    }

    private SubsetNode RootOf(Matrix<double> rows, Vector<double> y)
    {
        Matrix<double> triangle = rows.InsertColumn(Columns, y).QR().R;
        var node = new SubsetNode(Columns);
        for (int i = 0; i <= Columns; i++)
        {
            for (int j = i; j <= Columns; j++)
                node.Row(i)[j] = triangle[i, j];
        }

        return node;
    }
}
