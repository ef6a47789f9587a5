using BayesMeasure.Gpu.Numerics;
using ILGPU;
using static BayesMeasure.Gpu.Selections.SelectionGroup;

namespace BayesMeasure.Gpu.Selections;

/// <summary>
/// ln L + ln p of four draws that were placed, and its derivatives, as <c>SelectionLikelihood</c> has them on the host.
/// </summary>
internal static class SelectionSlopes
{
    private const double LogRootTwoPi = 0.91893853320467274;
    private const double LogTwo = 0.69314718055994531;

    /// <summary>p - G b of the four draws, ln L + ln p, and the slopes by the shared moves.</summary>
    public static void Evaluate(in SelectionGroup group)
    {
        SelectionLayout sizes = group.Sizes;
        for (int row = Group.IdxX; row < sizes.Length; row += Group.DimX)
        {
            FourDraws rest = new(group.Numbers[row]);
            for (int k = 0; k < sizes.Columns; k++)
            {
                for (int j = k * sizes.Rows; group.Memory[sizes.Open + k] > 0 && j < (k + 1) * sizes.Rows; j++)
                {
                    rest.Subtract(group.Gram[(long)j * sizes.Length + row], group.Memory, At(sizes.B, j, 0));
                }
            }

            rest.Store(group.Memory, At(sizes.Rest, row, 0));
        }

        Group.Barrier();
        for (int i = Group.IdxX; i < SelectionLayout.Parts * SelectionLayout.Draws; i += Group.DimX)
        {
            PutPart(group, i / SelectionLayout.Draws, i % SelectionLayout.Draws);
        }

        Group.Barrier();
        for (int draw = Group.IdxX; draw < SelectionLayout.Draws; draw += Group.DimX)
        {
            PutLogDensity(group, draw);
        }

        Group.Barrier();
        for (int i = Group.IdxX; i < sizes.Shared * SelectionLayout.Draws; i += Group.DimX)
        {
            PutSharedSlope(group, i / SelectionLayout.Draws, i % SelectionLayout.Draws);
        }

        Group.Barrier();
    }

    /// <summary>ln L + ln p of a draw.</summary>
    public static double LogDensity(in SelectionGroup group, int draw) => group.Memory[At(group.Sizes.Sums, 0, draw)];

    /// <summary>The derivative of ln L + ln p of a draw by a coordinate.</summary>
    public static double ByCoordinate(in SelectionGroup group, int coordinate, int draw)
    {
        SelectionLayout sizes = group.Sizes;
        double point = group.Memory[At(sizes.Points, coordinate, draw)];
        int shared = coordinate - sizes.Columns * sizes.OwnCoordinates;
        if (shared >= 0)
        {
            return group.Memory[At(sizes.SharedSlopes, shared, draw)] - (point - MeanOf(group, coordinate));
        }

        int column = coordinate / sizes.OwnCoordinates;
        int own = coordinate % sizes.OwnCoordinates;
        int row = column * sizes.Rows;
        if (own > 0)
        {
            double byMove = group.Memory[At(sizes.B, row, draw)] * group.Memory[At(sizes.Rest, row + own, draw)];
            return byMove * group.Memory[sizes.Weights + draw] - point;
        }

        // By the logarithm of the height, whose density is that of the height times the height.
        double height = DeviceDouble.Exp(point).Value;
        double amplitude = group.Memory[At(sizes.Gates, column, draw)] * group.Scale(column) * height;
        return ByAmplitude(group, column, draw) * amplitude + 1 - height * height;
    }

    /// <summary>The derivative of ln L of a draw by the logit of a gate.</summary>
    public static double ByLogit(in SelectionGroup group, int column, int draw, double temperature)
    {
        SelectionLayout sizes = group.Sizes;
        double gate = group.Memory[At(sizes.Gates, column, draw)];
        double height = DeviceDouble.Exp(group.Memory[At(sizes.Points, column * sizes.OwnCoordinates, draw)]).Value;
        return ByAmplitude(group, column, draw) * height * group.Scale(column) * gate * (1 - gate) / temperature;
    }

    /// <summary>A part of b'(p - G b) + b'p and of the log priors of the coordinates.</summary>
    private static void PutPart(in SelectionGroup group, int part, int draw)
    {
        SelectionLayout sizes = group.Sizes;
        double explained = 0;
        for (int row = part; row < sizes.Length; row += SelectionLayout.Parts)
        {
            explained += group.Memory[At(sizes.B, row, draw)]
                * (group.Memory[At(sizes.Rest, row, draw)] + group.Numbers[row]);
        }

        double logPrior = 0;
        for (int i = part; i < sizes.Coordinates; i += SelectionLayout.Parts)
        {
            logPrior += LogPrior(group, i, group.Memory[At(sizes.Points, i, draw)]);
        }

        group.Memory[At(sizes.Sums, 2 * part, draw)] = explained;
        group.Memory[At(sizes.Sums, 2 * part + 1, draw)] = logPrior;
    }

    /// <summary>ln L + ln p of a draw, in the place of its first part.</summary>
    private static void PutLogDensity(in SelectionGroup group, int draw)
    {
        SelectionLayout sizes = group.Sizes;
        double misfit = group.Shape.Square - Total(group, 0, draw);
        double best = misfit / group.Shape.Points;
        double level = best > group.Shape.LeastLevel ? best : group.Shape.LeastLevel;
        group.Memory[sizes.Weights + draw] = 1 / level;
        double logLikelihood = -0.5 * group.Shape.Points * DeviceDouble.Log(level).Value - 0.5 * misfit / level;
        group.Memory[At(sizes.Sums, 0, draw)] = logLikelihood + Total(group, 1, draw);
    }

    private static void PutSharedSlope(in SelectionGroup group, int shared, int draw)
    {
        SelectionLayout sizes = group.Sizes;
        double sum = 0;
        for (int k = 0; k < sizes.Columns; k++)
        {
            int row = k * sizes.Rows;
            double rest = group.Memory[At(sizes.Rest, row + 1 + sizes.Own + shared, draw)];
            sum += group.Memory[At(sizes.B, row, draw)] * rest;
        }

        group.Memory[At(sizes.SharedSlopes, shared, draw)] = sum * group.Memory[sizes.Weights + draw];
    }

    private static double LogPrior(in SelectionGroup group, int coordinate, double point)
    {
        SelectionLayout sizes = group.Sizes;
        if (coordinate < sizes.Columns * sizes.OwnCoordinates && coordinate % sizes.OwnCoordinates == 0)
        {
            double height = DeviceDouble.Exp(point).Value;
            return LogTwo - LogRootTwoPi - 0.5 * height * height + point;
        }

        double from = point - MeanOf(group, coordinate);
        return -LogRootTwoPi - 0.5 * from * from;
    }

    /// <summary>The mean of a shared move, by its coordinate; 0 for all others.</summary>
    private static double MeanOf(in SelectionGroup group, int coordinate)
    {
        SelectionLayout sizes = group.Sizes;
        int shared = coordinate - sizes.Columns * sizes.OwnCoordinates;
        return shared < 0 ? 0 : group.Numbers[sizes.Length + 2 * sizes.Columns + shared];
    }

    private static double Total(in SelectionGroup group, int which, int draw)
    {
        double total = 0;
        for (int part = 0; part < SelectionLayout.Parts; part++)
        {
            total += group.Memory[At(group.Sizes.Sums, 2 * part + which, draw)];
        }

        return total;
    }

    /// <summary>The derivative of ln L by the amplitude of a column; dQ/db is -2 times the rest.</summary>
    private static double ByAmplitude(in SelectionGroup group, int column, int draw)
    {
        SelectionLayout sizes = group.Sizes;
        int row = column * sizes.Rows;
        int coordinate = column * sizes.OwnCoordinates;
        int shared = sizes.Columns * sizes.OwnCoordinates;
        double sum = group.Memory[At(sizes.Rest, row, draw)];
        for (int i = 1; i < sizes.Rows; i++)
        {
            int move = i <= sizes.Own ? coordinate + i : shared + i - 1 - sizes.Own;
            sum += group.Memory[At(sizes.Rest, row + i, draw)] * group.Memory[At(sizes.Points, move, draw)];
        }

        return sum * group.Memory[sizes.Weights + draw];
    }
}
