namespace BayesMeasure.Linear;

/// <summary>
/// A step of the search over subsets: some columns are decided, and the others with y are left as an upper triangle of what the kept
/// columns do not explain, row by row.
/// </summary>
/// <remarks>
/// To keep the first column that is left is to take the triangle without its first row and column; to drop it is to take the
/// triangle without that column and to rotate it back to a triangle (Givens). So a subset costs a few operations on average, and no
/// normal equations are formed.
/// </remarks>
internal sealed class SubsetNode(int columns)
{
    private readonly int width = columns + 1;
    private readonly double[] triangle = new double[(columns + 1) * (columns + 1)];

    /// <summary>The number of columns that are left, without y.</summary>
    public int Columns => columns;

    /// <summary>The number of columns that were kept.</summary>
    public int Kept { get; private set; }

    /// <summary>Which columns were kept, a bit each.</summary>
    public uint Mask { get; private set; }

    /// <summary>The costs and ln |R_jj| of the columns that were kept.</summary>
    public double Cost { get; private set; }

    /// <summary>What all the columns left explain of y, and nothing else does, is the triangle's; this is what nothing explains.</summary>
    public double Residual => triangle[^1];

    /// <summary>One row of the triangle, its last value that of y.</summary>
    public Span<double> Row(int row) => triangle.AsSpan(row * width, width);

    /// <summary>Keeps the first column that is left.</summary>
    public void KeepInto(SubsetNode next, int column, double cost)
    {
        for (int row = 1; row < width; row++)
            Row(row)[1..].CopyTo(next.Row(row - 1));
        next.Kept = Kept + 1;
        next.Mask = Mask | 1u << column;
        next.Cost = Cost + cost + Math.Log(Math.Abs(triangle[0]));
    }

    /// <summary>Drops the first column that is left.</summary>
    public void DropInto(SubsetNode next)
    {
        Span<double> above = next.Row(0);
        Row(0)[1..].CopyTo(above);
        int last = width - 2;
        for (int row = 0; row < last; row++)
        {
            Span<double> below = next.Row(row + 1);
            Row(row + 1)[1..].CopyTo(below);
            Rotate(next.Row(row), below, row);
        }

        // Two rows are left for y alone: what the dropped column's row held and what nothing explained.
        Span<double> corner = next.Row(last);
        corner[last] = Length(corner[last], triangle[^1]);
        next.Kept = Kept;
        next.Mask = Mask;
        next.Cost = Cost;
    }

    /// <summary>Turns the first value of the lower row to 0.</summary>
    private static void Rotate(Span<double> above, Span<double> below, int from)
    {
        double lower = below[from];
        if (lower == 0)
            return;
        double length = Length(above[from], lower);
        double cosine = above[from] / length;
        double sine = lower / length;
        above[from] = length;
        below[from] = 0;
        for (int j = from + 1; j < above.Length; j++)
        {
            double upper = above[j];
            above[j] = cosine * upper + sine * below[j];
            below[j] = cosine * below[j] - sine * upper;
        }
    }

    /// <summary>The columns are scaled, so that no square overflows.</summary>
    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);
}
