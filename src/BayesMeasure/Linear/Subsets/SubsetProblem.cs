using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// The triangle and the energies of a search; columns that are in every subset come first, then those to choose from.
/// </summary>
internal sealed class SubsetProblem
{
    private readonly SubsetEnergy energy;
    private readonly Matrix<double> triangle;

    /// <param name="energy">The free energies, columns in the order of the regression.</param>
    /// <param name="always">The columns that are in every subset.</param>
    public SubsetProblem(SubsetEnergy energy, IReadOnlyList<int> always)
    {
        Always = always.Count;
        Order = [.. always, .. Enumerable.Range(0, energy.OfColumn.Length).Except(always)];
        this.energy = energy.InOrder(Order);
        triangle = this.energy.Fit.ToMatrix();
        OfColumn = this.energy.OfColumn;
    }

    /// <summary>The regression's columns in the order of the search.</summary>
    public int[] Order { get; }

    /// <summary>The number of columns that are in every subset.</summary>
    public int Always { get; }

    /// <summary>The number of columns to choose from.</summary>
    public int Columns => Order.Length - Always;

    /// <summary>What a column adds to the free energy by itself, in the order of the search.</summary>
    public double[] OfColumn { get; }

    /// <summary>The free energy without any column to choose.</summary>
    public double EnergyOfNone
    {
        get
        {
            double residual = Root.ResidualSumOfSquares;
            for (int row = Always; row < Order.Length; row++)
            {
                residual += Math.Pow(triangle[row, Order.Length], 2);
            }

            return Energy(0, Root.Energy, residual);
        }
    }

    /// <summary>The node of all columns.</summary>
    public SubsetNode Root => new(
        Columns,
        Chosen: 0,
        Size: 0,
        Enumerable.Range(0, Always).Sum(j => Math.Log(Math.Abs(triangle[j, j])) + OfColumn[j]),
        energy.Fit.ResidualSumOfSquares);

    /// <summary>The free energy of a subset with so many of the columns to choose from.</summary>
    public double Energy(int size, double columns, double residualSumOfSquares) =>
        energy.Of(Always + size, columns, residualSumOfSquares);

    /// <summary>Writes the triangle of the root to its place.</summary>
    public void Load(double[] rows)
    {
        for (int row = 0; row < Columns; row++)
        {
            for (int column = 0; column <= Columns; column++)
            {
                rows[row * (Columns + 1) + column] = triangle[Always + row, Always + column];
            }
        }
    }

    /// <summary>
    /// The weighted sum of a coefficient that is in all of some subsets, from their weight and the sums of those after it: row j
    /// of R w = z.
    /// </summary>
    public double BackSubstitute(int row, double weight, Func<int, double> sums)
    {
        double rest = weight * triangle[row, Order.Length];
        for (int column = row + 1; column < Order.Length; column++)
        {
            rest -= triangle[row, column] * sums(column);
        }

        return rest / triangle[row, row];
    }
}
