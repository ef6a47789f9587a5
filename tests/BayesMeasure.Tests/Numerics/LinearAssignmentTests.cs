using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Tests.Numerics;

/// <summary>The cheapest assignment is the cheapest of all permutations, and known where these are too many.</summary>
public class LinearAssignmentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void It_is_the_cheapest_of_all_permutations(int size)
    {
        var random = new RandomStream((ulong)size, 0, 0);
        var assignment = new LinearAssignment(size);
        int[] columns = new int[size];
        int[][] permutations = [.. Permutations(size)];
        for (int problem = 0; problem < 20; problem++)
        {
            // Whole numbers have ties, and negative costs are costs as well.
            double[] costs =
                [.. Enumerable.Range(0, size * size).Select(_ => problem < 10 ? random.NextNormal() : random.NextInteger(4) - 2)];
            assignment.Solve(costs, columns);
            Assert.Equal(Enumerable.Range(0, size), columns.Order());
            Assert.Equal(permutations.Min(permutation => CostOf(costs, permutation)), CostOf(costs, columns), 1e-12);
        }
    }

    /// <summary>Costs u_i + v_j + c, c = 0 along a hidden permutation and above 0 elsewhere: that is the cheapest.</summary>
    [Fact]
    public void A_hidden_assignment_of_twelve_is_found()
    {
        const int size = 12;
        var random = new RandomStream(12, 0, 0);
        int[] hidden = [.. Enumerable.Range(0, size).OrderBy(_ => random.NextUniform())];
        double[] rows = [.. hidden.Select(_ => 100 * random.NextNormal())];
        double[] columns = [.. hidden.Select(_ => 100 * random.NextNormal())];
        double[] costs = new double[size * size];
        for (int i = 0; i < costs.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, size);
            costs[i] = rows[row] + columns[column] + (hidden[row] == column ? 0 : 0.01 + random.NextExponential());
        }

        int[] found = new int[size];
        new LinearAssignment(size).Solve(costs, found);
        Assert.Equal(hidden, found);
    }

    private static double CostOf(double[] costs, int[] columns) =>
        columns.Select((column, row) => costs[row * columns.Length + column]).Sum();

    private static IEnumerable<int[]> Permutations(int size) => size == 0
        ? [[]]
        : from rest in Permutations(size - 1)
          from place in Enumerable.Range(0, size)
          select (int[])[.. rest[..place], size - 1, .. rest[place..]];
}
