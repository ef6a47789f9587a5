using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Numerics.Random;
using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>
/// Four draws of a guide by a group of threads: random numbers, where the guide puts them, their log likelihoods, and their
/// gradient, as <c>LowerBound</c> and <c>SelectionLikelihood</c> have them on the host. Between two of these the group waits.
/// </summary>
internal readonly struct SelectionGroup
{
    // A relaxed gate that is less open is shut.
    private const double LeastOpen = 1e-9;

    private const double LogRootTwoPi = 0.91893853320467274;
    private const double LogTwo = 0.69314718055994531;

    private readonly SelectionShape shape;
    private readonly SelectionLayout sizes;
    private readonly ArrayView<double> gram;
    private readonly ArrayView<double> numbers;

    public SelectionGroup(in SelectionTables tables, SelectionShape shape)
    {
        this.shape = shape;
        sizes = shape.Layout;
        gram = tables.Gram.SubView(shape.Gram, (long)sizes.Length * sizes.Length);
        numbers = tables.Numbers.SubView(shape.Numbers, sizes.Length + 2 * sizes.Columns + sizes.Shared);
        Memory = tables.Memory.SubView(shape.Memory, sizes.MemoryLength);
    }

    /// <summary>The guide, and the numbers of the draws.</summary>
    public readonly ArrayView<double> Memory;

    /// <summary>The sizes.</summary>
    public SelectionLayout Sizes => sizes;

    /// <summary>The logarithm of the prior odds of a column.</summary>
    public double PriorLogit(int column) => numbers[sizes.Length + sizes.Columns + column];

    /// <summary>The mean of a shared move, by its coordinate; 0 for all others.</summary>
    private double MeanOf(int coordinate)
    {
        int shared = coordinate - sizes.Columns * sizes.OwnCoordinates;
        return shared < 0 ? 0 : numbers[sizes.Length + 2 * sizes.Columns + shared];
    }

    private double Scale(int column) => numbers[sizes.Length + column];

    private bool IsHeight(int coordinate) =>
        coordinate < sizes.Columns * sizes.OwnCoordinates && coordinate % sizes.OwnCoordinates == 0;

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

    /// <summary>p - G b of the four draws, ln L + ln p, and the slopes by the shared moves.</summary>
    public void Evaluate()
    {
        for (int row = Group.IdxX; row < sizes.Length; row += Group.DimX)
        {
            FourDraws rest = new(numbers[row]);
            for (int k = 0; k < sizes.Columns; k++)
            {
                for (int j = k * sizes.Rows; Memory[sizes.Open + k] > 0 && j < (k + 1) * sizes.Rows; j++)
                {
                    rest.Subtract(gram[(long)j * sizes.Length + row], Memory, At(sizes.B, j, 0));
                }
            }

            rest.Store(Memory, At(sizes.Rest, row, 0));
        }

        Group.Barrier();
        for (int i = Group.IdxX; i < SelectionLayout.Parts * SelectionLayout.Draws; i += Group.DimX)
        {
            AddPart(i / SelectionLayout.Draws, i % SelectionLayout.Draws);
        }

        Group.Barrier();
        for (int draw = Group.IdxX; draw < SelectionLayout.Draws; draw += Group.DimX)
        {
            double misfit = shape.Square - Total(0, draw);
            double level = Larger(misfit / shape.Points, shape.LeastLevel);
            Memory[sizes.Weights + draw] = 1 / level;
            Memory[At(sizes.Sums, 0, draw)] =
                -0.5 * shape.Points * DeviceDouble.Log(level).Value - 0.5 * misfit / level + Total(1, draw);
        }

        Group.Barrier();
        PutSharedSlopes();
        Group.Barrier();
    }

    /// <summary>ln L + ln p of a draw that was evaluated.</summary>
    public double LogDensity(int draw) => Memory[At(sizes.Sums, 0, draw)];

    private void PutSharedSlopes()
    {
        for (int i = Group.IdxX; i < sizes.Shared * SelectionLayout.Draws; i += Group.DimX)
        {
            int shared = i / SelectionLayout.Draws;
            int draw = i % SelectionLayout.Draws;
            double sum = 0;
            for (int k = 0; k < sizes.Columns; k++)
            {
                int row = k * sizes.Rows;
                sum += Memory[At(sizes.B, row, draw)] * Memory[At(sizes.Rest, row + 1 + sizes.Own + shared, draw)];
            }

            Memory[At(sizes.SharedSlopes, shared, draw)] = sum * Memory[sizes.Weights + draw];
        }
    }

    /// <summary>The derivative of ln L + ln p of a draw by a coordinate.</summary>
    public double SlopeBy(int coordinate, int draw)
    {
        double point = Memory[At(sizes.Points, coordinate, draw)];
        int shared = coordinate - sizes.Columns * sizes.OwnCoordinates;
        if (shared >= 0)
        {
            return Memory[At(sizes.SharedSlopes, shared, draw)] - (point - MeanOf(coordinate));
        }

        int column = coordinate / sizes.OwnCoordinates;
        int own = coordinate % sizes.OwnCoordinates;
        int row = column * sizes.Rows;
        if (own > 0)
        {
            double byMove = Memory[At(sizes.B, row, draw)] * Memory[At(sizes.Rest, row + own, draw)];
            return byMove * Memory[sizes.Weights + draw] - point;
        }

        // By the logarithm of the height, whose density is that of the height times the height.
        double height = DeviceDouble.Exp(point).Value;
        return ByAmplitude(column, draw) * Memory[At(sizes.Gates, column, draw)] * Scale(column) * height + 1 - height * height;
    }

    /// <summary>The derivative of ln L of a draw by the logit of a gate.</summary>
    public double SlopeByLogit(int column, int draw, double temperature)
    {
        double gate = Memory[At(sizes.Gates, column, draw)];
        double height = DeviceDouble.Exp(Memory[At(sizes.Points, column * sizes.OwnCoordinates, draw)]).Value;
        return ByAmplitude(column, draw) * height * Scale(column) * gate * (1 - gate) / temperature;
    }

    /// <summary>The normal number of a coordinate.</summary>
    public double Normal(int coordinate, int draw) => Memory[At(sizes.Normals, coordinate, draw)];

    private static int At(int first, int number, int draw) => first + number * SelectionLayout.Draws + draw;

    private static double Larger(double x, double y) => x > y ? x : y;

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

    /// <summary>A part of b'(p - G b) + b'p and of the log priors of the coordinates.</summary>
    private void AddPart(int part, int draw)
    {
        double explained = 0;
        for (int row = part; row < sizes.Length; row += SelectionLayout.Parts)
        {
            explained += Memory[At(sizes.B, row, draw)] * (Memory[At(sizes.Rest, row, draw)] + numbers[row]);
        }

        double logPrior = 0;
        for (int i = part; i < sizes.Coordinates; i += SelectionLayout.Parts)
        {
            logPrior += LogPrior(i, Memory[At(sizes.Points, i, draw)]);
        }

        Memory[At(sizes.Sums, 2 * part, draw)] = explained;
        Memory[At(sizes.Sums, 2 * part + 1, draw)] = logPrior;
    }

    private double LogPrior(int coordinate, double point)
    {
        if (IsHeight(coordinate))
        {
            double height = DeviceDouble.Exp(point).Value;
            return LogTwo - LogRootTwoPi - 0.5 * height * height + point;
        }

        double from = point - MeanOf(coordinate);
        return -LogRootTwoPi - 0.5 * from * from;
    }

    private double Total(int which, int draw)
    {
        double total = 0;
        for (int part = 0; part < SelectionLayout.Parts; part++)
        {
            total += Memory[At(sizes.Sums, 2 * part + which, draw)];
        }

        return total;
    }

    /// <summary>The derivative of ln L by the amplitude of a column; dQ/db is -2 times the rest.</summary>
    private double ByAmplitude(int column, int draw)
    {
        int row = column * sizes.Rows;
        double sum = Memory[At(sizes.Rest, row, draw)];
        for (int i = 1; i <= sizes.Own; i++)
        {
            sum += Memory[At(sizes.Rest, row + i, draw)] * Memory[At(sizes.Points, column * sizes.OwnCoordinates + i, draw)];
        }

        int shared = sizes.Columns * sizes.OwnCoordinates;
        for (int m = 0; m < sizes.Shared; m++)
        {
            sum += Memory[At(sizes.Rest, row + 1 + sizes.Own + m, draw)] * Memory[At(sizes.Points, shared + m, draw)];
        }

        return sum * Memory[sizes.Weights + draw];
    }
}
