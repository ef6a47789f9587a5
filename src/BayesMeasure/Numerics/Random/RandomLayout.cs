using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Random;

/// <summary>
/// Where a draw of <see cref="RandomStream"/> has its bits in the sequence of Philox 4x32-10, and what number they are:
/// arithmetic on integers alone, for the lanes of a processor and for the threads of a GPU. An engine that makes its draws by it
/// makes those of the stream.
/// </summary>
/// <remarks>
/// Draws are made in batches of sixteen, one block for two of them: the draw at place i of the first
/// half of a batch takes the low 64 bits of the batch's i-th block, the one at place i of the second half the high bits.
/// </remarks>
public static class RandomLayout
{
    /// <summary>The distance of 0 from the smallest uniform draw.</summary>
    internal const double UniformUnit = 1.0 / (1L << 53);

    private const int PairsInBatch = RandomBatch.Length / 2;

    /// <summary>Word 2 of the counter: whose draws, and what for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Owner(uint chain, RandomPurpose purpose, long sweep) =>
        chain << 12 | (uint)purpose << 8 | (uint)(sweep >> 32);

    /// <summary>Word 0 of the counter of the draw at a position: the block that it shares with another draw.</summary>
    /// <param name="position">The position of the draw among those of its purpose and sweep, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Block(long position) =>
        (position & -RandomBatch.Length) >> 1 | position & (PairsInBatch - 1);

    /// <summary>Whether a draw takes the high bits of its block, which is then its partner's angle.</summary>
    /// <param name="position">The position of the draw among those of its purpose and sweep, from 0.</param>
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
    internal static double ToUniform(ulong bits) => (long)((bits >> 11) | 1) * UniformUnit;

    /// <summary>The two uniform draws of a block.</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="chain">The number of the chain: from 0 to 2^20 - 1.</param>
    /// <param name="replica">The number of the replica: from 0.</param>
    /// <param name="sweep">The number of the sweep: from 0 to 2^40 - 1.</param>
    /// <param name="purpose">What the draws are for.</param>
    /// <param name="block">The block: <see cref="Block"/>.</param>
    /// <param name="first">The draw that takes the low bits.</param>
    /// <param name="second">The draw that takes the high bits.</param>
    public static void UniformPair(
        ulong seed, int chain, int replica, long sweep, RandomPurpose purpose, int block, out double first, out double second)
    {
        PhiloxBlock bits = Philox.Permute(new((uint)block, (uint)sweep, Owner((uint)chain, purpose, sweep), (uint)replica), seed);
        first = ToUniform(bits.Word0 | (ulong)bits.Word1 << 32);
        second = ToUniform(bits.Word2 | (ulong)bits.Word3 << 32);
    }
}
