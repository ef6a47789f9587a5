using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>
/// Sums of products in single precision, eight at a time on every machine: where a number need not be exact but many are wanted.
/// </summary>
internal static class SingleProduct
{
    /// <summary>How many numbers are multiplied at a time: lengths are multiples of it.</summary>
    public const int Count = 8;

    /// <summary>The sum of a_i b_i, always in the same order.</summary>
    /// <param name="a">The first number of a.</param>
    /// <param name="b">The first number of b.</param>
    /// <param name="length">How many: a multiple of <see cref="Count"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(ref float a, ref float b, int length)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < length; i += Count)
        {
            sum += Vector256.LoadUnsafe(ref Unsafe.Add(ref a, i)) * Vector256.LoadUnsafe(ref Unsafe.Add(ref b, i));
        }

        return Vector256.Sum(sum);
    }
}
