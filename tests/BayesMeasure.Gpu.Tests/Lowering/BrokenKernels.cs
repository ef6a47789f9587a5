using ILGPU;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>Kernels with one fault each.</summary>
internal static class BrokenKernels
{
    /// <summary>A function of the runtime that no device has.</summary>
    public static void Undefined(ArrayView<double> values) =>
        values[Grid.IdxX] = Math.FusedMultiplyAdd(values[0], values[1], values[2]);

    /// <summary>An array a thread.</summary>
    public static void Local(ArrayView<double> values)
    {
        ArrayView<double> array = LocalMemory.Allocate<double>(64);
        for (int i = 0; i < 64; i++)
        {
            array[i] = values[i] * i;
        }
        values[Grid.IdxX] = array[(int)values[0]];
    }

    /// <summary>A remainder of 64-bit integers at every round.</summary>
    public static void LongRemainder(ArrayView<long> values)
    {
        long sum = 0;
        for (int i = 1; i < values.IntLength; i++)
        {
            sum += values[i] % values[i - 1];
        }
        values[Grid.IdxX] = sum;
    }

    /// <summary>The same outside a loop, which is allowed.</summary>
    public static void OneRemainder(ArrayView<long> values) => values[Grid.IdxX] = values[0] % values[1];
}
