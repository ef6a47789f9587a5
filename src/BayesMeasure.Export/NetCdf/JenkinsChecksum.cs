using System.Buffers.Binary;
using System.Numerics;

namespace BayesMeasure.Export.NetCdf;

/// <summary>
/// The checksum of HDF5's metadata: lookup3 of Bob Jenkins (2006), with an initial value of 0, as the HDF5 File Format
/// Specification 3.0 has it in its appendix.
/// </summary>
internal static class JenkinsChecksum
{
    private const int Block = 12;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xDEADBEEF + (uint)bytes.Length;
        (uint b, uint c) = (a, a);
        while (bytes.Length > Block)
        {
            Add(bytes, ref a, ref b, ref c);
            Mix(ref a, ref b, ref c);
            bytes = bytes[Block..];
        }

        if (bytes.IsEmpty)
        {
            return c;
        }

        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        bytes.CopyTo(last);
        Add(last, ref a, ref b, ref c);
        Finish(ref a, ref b, ref c);
        return c;
    }

    private static void Add(ReadOnlySpan<byte> block, ref uint a, ref uint b, ref uint c)
    {
        a += BinaryPrimitives.ReadUInt32LittleEndian(block);
        b += BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(block[8..]);
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Turn(ref a, ref c, ref b, 4);
        Turn(ref b, ref a, ref c, 6);
        Turn(ref c, ref b, ref a, 8);
        Turn(ref a, ref c, ref b, 16);
        Turn(ref b, ref a, ref c, 19);
        Turn(ref c, ref b, ref a, 4);
    }

    /// <summary>x -= y; x ^= y rotated; y += z.</summary>
    private static void Turn(ref uint x, ref uint y, ref uint z, int bits)
    {
        x -= y;
        x ^= BitOperations.RotateLeft(y, bits);
        y += z;
    }

    private static void Finish(ref uint a, ref uint b, ref uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        c = (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
