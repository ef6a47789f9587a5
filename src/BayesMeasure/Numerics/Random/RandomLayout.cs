using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Random;

/// <summary>
/// Where in the sequence of <see cref="Philox"/> a draw of <see cref="RandomStream"/> has its bits, and what number they are:
/// arithmetic on integers alone, for the lanes of a processor and for the threads of a GPU.
/// </summary>
/// <remarks>
/// Draws are made in batches of <see cref="RandomBatch.Length"/>, one block for two of them: the draw at place i of the first
/// half of a batch takes the low 64 bits of the batch's i-th block, the one at place i of the second half the high bits.
/// </remarks>
internal static class RandomLayout
{
    /// <summary>The distance of 0 from the smallest uniform draw.</summary>
    public const double UniformUnit = 1.0 / (1L << 53);

    private const int PairsInBatch = RandomBatch.Length / 2;

    /// <summary>Word 2 of the counter: whose draws, and what for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Owner(uint chain, RandomPurpose purpose, long sweep) =>
        chain << 12 | (uint)purpose << 8 | (uint)(sweep >> 32);

    /// <summary>Word 0 of the counter of the draw at a position: the block that it shares with another draw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Block(long position) =>
        (position & -RandomBatch.Length) >> 1 | position & (PairsInBatch - 1);

    /// <summary>Whether a draw takes the high bits of its block, which is then its partner's angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInSecondHalf(long position) => (position & PairsInBatch) != 0;

    /// <summary>The position of the draw that takes the low bits of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstOfPair(int block) => (block & -PairsInBatch) << 1 | block & (PairsInBatch - 1);

    /// <summary>The position of the draw that takes the high bits of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SecondOfPair(int block) => FirstOfPair(block) | PairsInBatch;

    /// <summary>(k + 1/2) * 2^-52 from 52 bits k, written as an odd integer times 2^-53: exact, and never 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToUniform(ulong bits) => (long)((bits >> 11) | 1) * UniformUnit;
}
