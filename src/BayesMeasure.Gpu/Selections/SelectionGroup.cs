using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Numerics.Random;
using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>
/// Four draws of a guide by a group of threads: random numbers, and where the guide puts them, as <c>LowerBound</c> has them on
/// the host. <see cref="SelectionSlopes"/> goes on from there.
/// </summary>
internal readonly struct SelectionGroup
{
    // A relaxed gate that is less open is shut.
    private const double LeastOpen = 1e-9;

    private readonly SelectionLayout sizes;

    public SelectionGroup(in SelectionTables tables, SelectionShape shape)
    {
        Shape = shape;
        sizes = shape.Layout;
        Gram = tables.Gram.SubView(shape.Gram, (long)sizes.Length * sizes.Length);
        Numbers = tables.Numbers.SubView(shape.Numbers, sizes.Length + 2 * sizes.Columns + sizes.Shared);
        Memory = tables.Memory.SubView(shape.Memory, sizes.MemoryLength);
    }

    /// <summary>The problem.</summary>
    public readonly SelectionShape Shape;

    /// <summary>G.</summary>
    public readonly ArrayView<double> Gram;

    /// <summary>p, and what is known of columns and shared moves beforehand.</summary>
    public readonly ArrayView<double> Numbers;

    /// <summary>The guide, and the numbers of the draws.</summary>
    public readonly ArrayView<double> Memory;

    /// <summary>The sizes.</summary>
    public SelectionLayout Sizes => sizes;

    /// <summary>The logarithm of the prior odds of a column.</summary>
    public double PriorLogit(int column) => Numbers[sizes.Length + sizes.Columns + column];

    /// <summary>tau of a column.</summary>
    public double Scale(int column) => Numbers[sizes.Length + column];

    /// <summary>Where a number of a draw stands.</summary>
    /// <param name="first">Where such numbers begin.</param>
    /// <param name="number">Which of them.</param>
    /// <param name="draw">Which of the four draws.</param>
    public static int At(int first, int number, int draw) => first + number * SelectionLayout.Draws + draw;

    /// <summary>The random numbers of a draw, and the opposite ones for the draw after it.</summary>
    /// <param name="draw">Which of the four.</param>
    /// <param name="key">Whose numbers.</param>
    /// <param name="isPair">Whether the draw after it has the opposite numbers.</param>
    public void Draw(int draw, KeyedDraws key, bool isPair)
    {
        for (int block = Group.IdxX; block < Blocks(sizes.Coordinates); block += Group.DimX)
        {
            key.NormalPair(block, out double first, out double second);
            Put(sizes.Normals, sizes.Coordinates, RandomLayout.FirstOfPair(block), draw, isPair, first);
            Put(sizes.Normals, sizes.Coordinates, RandomLayout.SecondOfPair(block), draw, isPair, second);
        }

        for (int block = Group.IdxX; block < Blocks(sizes.Columns); block += Group.DimX)
        {
            key.UniformPair(block, out double first, out double second);
            Put(sizes.Gates, sizes.Columns, RandomLayout.FirstOfPair(block), draw, isPair, LogOdds(first));
            Put(sizes.Gates, sizes.Columns, RandomLayout.SecondOfPair(block), draw, isPair, LogOdds(second));
        }
    }

    /// <summary>Where the guide puts the four draws: coordinates, heights, gates, b.</summary>
    public void Place(double temperature)
    {
        for (int i = Group.IdxX; i < sizes.Coordinates; i += Group.DimX)
        {
            double scale = DeviceDouble.Exp(Memory[sizes.Guide + sizes.Coordinates + i]).Value;
            for (int draw = 0; draw < SelectionLayout.Draws; draw++)
            {
                double standard = Memory[sizes.Guide + i] + scale * Memory[At(sizes.Normals, i, draw)];
                Memory[At(sizes.Points, i, draw)] = Memory[SelectionLayout.Center + i] + Memory[sizes.Unit + i] * standard;
            }
        }

        for (int k = Group.IdxX; k < sizes.Columns; k += Group.DimX)
        {
            for (int draw = 0; draw < SelectionLayout.Draws; draw++)
            {
                double odds = (Memory[sizes.Logits + k] + Memory[At(sizes.Gates, k, draw)]) / temperature;
                Memory[At(sizes.Gates, k, draw)] =
                    Memory[sizes.Shut + k] > 0 ? 0 : 1 / (1 + DeviceDouble.Exp(-odds).Value);
            }
        }

        Group.Barrier();
        for (int k = Group.IdxX; k < sizes.Columns; k += Group.DimX)
        {
            Memory[sizes.Open + k] = 0;
            for (int draw = 0; draw < SelectionLayout.Draws; draw++)
            {
                Open(k, draw);
            }
        }

        Group.Barrier();
    }

    private static double LogOdds(double uniform) => DeviceDouble.Log(uniform / (1 - uniform)).Value;

    /// <summary>The blocks in which so many draws of a purpose lie.</summary>
    private static int Blocks(int count) => (count + 15) / 16 * 8;

    private void Put(int first, int count, int position, int draw, bool isPair, double number)
    {
        if (position < count)
        {
            Memory[At(first, position, draw)] = number;
        }

        if (position < count && isPair)
        {
            Memory[At(first, position, draw + 1)] = -number;
        }
    }

    /// <summary>The rows of a column in b.</summary>
    private void Open(int k, int draw)
    {
        int coordinate = k * sizes.OwnCoordinates;
        double gate = Memory[At(sizes.Gates, k, draw)];
        double height = DeviceDouble.Exp(Memory[At(sizes.Points, coordinate, draw)]).Value;
        double amplitude = gate < LeastOpen ? 0 : gate * height * Scale(k);
        int row = k * sizes.Rows;
        Memory[At(sizes.B, row, draw)] = amplitude;
        for (int i = 1; i <= sizes.Own; i++)
        {
            Memory[At(sizes.B, row + i, draw)] = amplitude * Memory[At(sizes.Points, coordinate + i, draw)];
        }

        int shared = sizes.Columns * sizes.OwnCoordinates;
        for (int m = 0; m < sizes.Shared; m++)
        {
            Memory[At(sizes.B, row + 1 + sizes.Own + m, draw)] = amplitude * Memory[At(sizes.Points, shared + m, draw)];
        }

        if (amplitude != 0)
        {
            Memory[sizes.Open + k] = 1;
        }
    }
}
