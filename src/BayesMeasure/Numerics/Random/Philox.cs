using System.Runtime.Intrinsics;

namespace BayesMeasure.Numerics.Random;

/// <summary>
/// The counter-based random number generator Philox 4x32-10: a keyed bijection of 128 bits. Equal counters and keys give
/// equal bits, on any machine and in any order, and there is no state to hand on.
/// </summary>
/// <remarks>
/// J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11 (2011).
/// A round multiplies words 0 and 2 by constants, mixes the high halves of the products with words 1 and 3 and the key,
/// and swaps the pairs. The key advances by a Weyl sequence.
/// </remarks>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier2 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The 128 random bits that belong to a counter and a key.</summary>
    /// <param name="counter">Which block of the key's sequence; every one of the 2^128 counters gives another block.</param>
    /// <param name="key">Which sequence. The low 32 bits are the first word of the key.</param>
    public static PhiloxBlock Permute(PhiloxBlock counter, ulong key)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        PhiloxBlock block = counter;
        for (int round = 0; round < Rounds; round++)
        {
            block = Round(block, key0, key1);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return block;
    }

    private static PhiloxBlock Round(PhiloxBlock block, uint key0, uint key1)
    {
        ulong product0 = (ulong)Multiplier0 * block.Word0;
        ulong product2 = (ulong)Multiplier2 * block.Word2;
        return new PhiloxBlock(
            (uint)(product2 >> 32) ^ block.Word1 ^ key0,
            (uint)product2,
            (uint)(product0 >> 32) ^ block.Word3 ^ key1,
            (uint)product0);
    }

    /// <summary>
    /// Permutes eight counters that differ in word 0 alone, which count up from a first one: eight at a time in vector lanes.
    /// </summary>
    /// <param name="first">The first counter.</param>
    /// <param name="key">The key.</param>
    /// <returns>For each counter, the result's words 0 and 1, and its words 2 and 3, as numbers of 64 bits.</returns>
    internal static (Vector512<ulong> Low, Vector512<ulong> High) PermuteEight(PhiloxBlock first, ulong key)
    {
        Vector512<ulong> mask = Vector512.Create((ulong)uint.MaxValue);
        Vector512<ulong> word0 = (Vector512.Create((ulong)first.Word0) + Vector512<ulong>.Indices) & mask;
        Vector512<ulong> word1 = Vector512.Create((ulong)first.Word1);
        Vector512<ulong> word2 = Vector512.Create((ulong)first.Word2);
        Vector512<ulong> word3 = Vector512.Create((ulong)first.Word3);
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> product0 = word0 * Multiplier0;
            Vector512<ulong> product2 = word2 * Multiplier2;
            word0 = (product2 >>> 32) ^ word1 ^ Vector512.Create((ulong)key0);
            word1 = product2 & mask;
            word2 = (product0 >>> 32) ^ word3 ^ Vector512.Create((ulong)key1);
            word3 = product0 & mask;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (word0 | (word1 << 32), word2 | (word3 << 32));
    }
}

/// <summary>128 bits as four words: the counter that goes into <see cref="Philox"/>, and the random bits that come out.</summary>
/// <param name="Word0">The lowest 32 bits.</param>
/// <param name="Word1">Bits 32 to 63.</param>
/// <param name="Word2">Bits 64 to 95.</param>
/// <param name="Word3">The highest 32 bits.</param>
internal readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3);
