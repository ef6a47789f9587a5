using BayesMeasure.Gpu.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>A number of each of four draws, in registers: what a product of G is read for once.</summary>
internal struct FourDraws
{
    private double first;
    private double second;
    private double third;
    private double fourth;

    /// <summary>The same number for all.</summary>
    public FourDraws(double number) => (first, second, third, fourth) = (number, number, number, number);

    /// <summary>Takes off a product of one number and that of each draw.</summary>
    public void Subtract(double number, ArrayView<double> draws, int at)
    {
        first = FusedArithmetic.MultiplyAdd(-number, draws[at], first);
        second = FusedArithmetic.MultiplyAdd(-number, draws[at + 1], second);
        third = FusedArithmetic.MultiplyAdd(-number, draws[at + 2], third);
        fourth = FusedArithmetic.MultiplyAdd(-number, draws[at + 3], fourth);
    }

    /// <summary>Writes them down.</summary>
    public readonly void Store(ArrayView<double> draws, int at)
    {
        draws[at] = first;
        draws[at + 1] = second;
        draws[at + 2] = third;
        draws[at + 3] = fourth;
    }
}
