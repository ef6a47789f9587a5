namespace BayesMeasure.Numerics;

/// <summary>
/// The assignment problem: which column to give each row so that the sum of their costs is smallest, by shortest augmenting paths
/// with dual prices in O(n^3) (H. W. Kuhn, Nav. Res. Logist. Q. 2, 83 (1955); R. Jonker and A. Volgenant, Computing 38, 325
/// (1987)). It keeps its memory between problems of the same size.
/// </summary>
/// <param name="size">The number of rows, and of columns.</param>
internal sealed class LinearAssignment(int size)
{
    private const int Nobody = -1;

    private readonly double[] rowPrices = new double[size];
    private readonly double[] columnPrices = new double[size];
    private readonly double[] distances = new double[size];
    private readonly int[] rowOfColumn = new int[size];
    private readonly int[] columnBefore = new int[size];
    private readonly bool[] isReached = new bool[size];

    /// <summary>Finds the cheapest assignment.</summary>
    /// <param name="costs">The costs, row after row; finite.</param>
    /// <param name="columns">The column of each row.</param>
    public void Solve(ReadOnlySpan<double> costs, Span<int> columns)
    {
        Array.Clear(rowPrices);
        Array.Clear(columnPrices);
        Array.Fill(rowOfColumn, Nobody);
        for (int row = 0; row < size; row++)
        {
            Augment(row, costs);
        }

        for (int column = 0; column < size; column++)
        {
            columns[rowOfColumn[column]] = column;
        }
    }

    /// <summary>Gives a row a column, along the shortest path of rows that each move on to another one.</summary>
    private void Augment(int start, ReadOnlySpan<double> costs)
    {
        Array.Fill(distances, double.PositiveInfinity);
        Array.Clear(isReached);
        int row = start;
        int last = Nobody;
        double length = 0;
        while (true)
        {
            int next = Nobody;
            for (int column = 0; column < size; column++)
            {
                if (isReached[column])
                {
                    continue;
                }

                double distance = length + costs[row * size + column] - rowPrices[row] - columnPrices[column];
                if (distance < distances[column])
                {
                    distances[column] = distance;
                    columnBefore[column] = last;
                }

                next = next == Nobody || distances[column] < distances[next] ? column : next;
            }

            isReached[next] = true;
            length = distances[next];
            last = next;
            if (rowOfColumn[next] == Nobody)
            {
                break;
            }

            row = rowOfColumn[next];
        }

        ChangePrices(start, length);
        Follow(last, start);
    }

    /// <summary>Keeps the reduced costs of all assigned pairs at zero, and all others at zero or above.</summary>
    private void ChangePrices(int start, double length)
    {
        for (int column = 0; column < size; column++)
        {
            if (isReached[column])
            {
                columnPrices[column] += distances[column] - length;
                if (rowOfColumn[column] != Nobody)
                {
                    rowPrices[rowOfColumn[column]] += length - distances[column];
                }
            }
        }

        rowPrices[start] += length;
    }

    private void Follow(int column, int start)
    {
        while (columnBefore[column] != Nobody)
        {
            rowOfColumn[column] = rowOfColumn[columnBefore[column]];
            column = columnBefore[column];
        }

        rowOfColumn[column] = start;
    }
}
