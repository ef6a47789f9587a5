using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>
/// A fixed number of doubles, zero at first, that start on a cache line and never move: a vector load from a multiple of
/// eight elements then never straddles two lines.
/// </summary>
/// <remarks>
/// The memory belongs to the garbage collector's pinned heap: nothing needs to be freed. Behind the last element lie zeros
/// up to the next multiple of eight, so that a loop over whole vectors may read, and write, past the end.
/// </remarks>
internal sealed class AlignedBuffer
{
    /// <summary>The alignment of the first element in bytes: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private const int DoublesPerLine = Alignment / sizeof(double);

    private readonly double[] storage;
    private readonly int offset;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="length">The number of doubles, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or too large for an array.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - 2 * DoublesPerLine);
        Length = length;
        PaddedLength = (length + DoublesPerLine - 1) / DoublesPerLine * DoublesPerLine;
        storage = GC.AllocateArray<double>(PaddedLength + DoublesPerLine, pinned: true);
        offset = DoublesToNextLine(storage);
    }

    /// <summary>The number of doubles.</summary>
    public int Length { get; }

    /// <summary>The number of doubles together with the padding: a multiple of eight.</summary>
    public int PaddedLength { get; }

    /// <summary>The doubles, without the padding.</summary>
    public Span<double> Span => storage.AsSpan(offset, Length);

    /// <summary>The first double, aligned to <see cref="Alignment"/> bytes.</summary>
    public ref double First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(storage), offset);
    }

    private static int DoublesToNextLine(double[] storage)
    {
        nuint address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(storage, 0);
        return (int)((Alignment - address % Alignment) % Alignment / sizeof(double));
    }
}
