using BayesMeasure.Numerics.Random;
using MathNet.Numerics;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Places of Kronecker's sequence u_n = u_0 + n alpha modulo 1 in a cube of side 1, with a random u_0, where alpha_i = phi^-i and
/// phi^(d + 1) = phi + 1, the golden ratio in one dimension. Independent places leave holes: of a region that expects n of them,
/// exp(-n) of the draws have none. Each of these is as random, and together they keep a distance from each other.
/// </summary>
/// <remarks>Places that were asked about are kept in the cells of a grid, so that neighbours are found at once.</remarks>
internal sealed class ScatteredPlaces
{
    /// <summary>The expected number of places within the radius.</summary>
    private const double Neighbours = 32;
    private const int MostCells = 4096;

    /// <summary>Each brings the ratio nearer to its limit by a factor of at least two.</summary>
    private const int RatioSteps = 60;

    private readonly int dimension;
    private readonly double squaredRadius;
    private readonly int cellsPerAxis;
    private readonly float[] places;
    private readonly int[] first;
    private readonly int[] next;

    /// <param name="dimension">That of the cube.</param>
    /// <param name="count">The number of places.</param>
    /// <param name="random">Draws u_0.</param>
    public ScatteredPlaces(int dimension, int count, RandomStream random)
    {
        this.dimension = dimension;
        Count = count;
        places = new float[count * dimension];
        Scatter(random);
        double unitBall = Math.Pow(Math.PI, 0.5 * dimension) / SpecialFunctions.Gamma(0.5 * dimension + 1);
        double radius = Math.Pow(Neighbours / (count * unitBall), 1.0 / dimension);
        squaredRadius = radius * radius;
        cellsPerAxis = Math.Min((int)(1 / radius), MostCells);
        first = new int[(int)Math.Pow(cellsPerAxis, dimension)];
        next = new int[count];
        Array.Fill(first, -1);
    }

    /// <summary>The number of places.</summary>
    public int Count { get; }

    /// <summary>A coordinate of a place, below 1.</summary>
    public float this[int place, int axis] => places[place * dimension + axis];

    /// <summary>Whether no place that was asked about before lies within the radius. It is one of these from now on.</summary>
    public bool StandsOut(int place)
    {
        int own = CellOf(place);
        bool standsOut = !HasNeighbourIn(own, place) && !HasNeighbour(place, axis: 0, cell: 0);
        next[place] = first[own];
        first[own] = place;
        return standsOut;
    }

    private void Scatter(RandomStream random)
    {
        double ratio = 2;
        for (int step = 0; step < RatioSteps; step++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (dimension + 1));
        }

        for (int i = 0; i < dimension; i++)
        {
            double step = Math.Pow(ratio, -(i + 1));
            double place = random.NextUniform();
            for (int n = 0; n < Count; n++, place += step)
            {
                places[n * dimension + i] = Math.Min((float)(place - Math.Floor(place)), MathF.BitDecrement(1));
            }
        }
    }

    /// <summary>Looks through the cells around a place, one axis after the other.</summary>
    private bool HasNeighbour(int place, int axis, int cell)
    {
        if (axis == dimension)
        {
            return HasNeighbourIn(cell, place);
        }

        int middle = CellOf(place, axis);
        for (int along = Math.Max(middle - 1, 0); along <= Math.Min(middle + 1, cellsPerAxis - 1); along++)
        {
            if (HasNeighbour(place, axis + 1, cell * cellsPerAxis + along))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasNeighbourIn(int cell, int place)
    {
        for (int other = first[cell]; other >= 0; other = next[other])
        {
            double squaredDistance = 0;
            for (int i = 0; i < dimension; i++)
            {
                double step = places[other * dimension + i] - places[place * dimension + i];
                squaredDistance += step * step;
            }

            if (squaredDistance < squaredRadius)
            {
                return true;
            }
        }

        return false;
    }

    private int CellOf(int place)
    {
        int cell = 0;
        for (int axis = 0; axis < dimension; axis++)
        {
            cell = cell * cellsPerAxis + CellOf(place, axis);
        }

        return cell;
    }

    private int CellOf(int place, int axis) => Math.Min((int)(places[place * dimension + axis] * cellsPerAxis), cellsPerAxis - 1);
}
