using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// A stream of an HDF5 file that may be read only so often, by a thread that may allocate only so much. A broken file can lead
/// its reader in a circle or to allocations without end; whoever reads a file many times over has lost its way.
/// </summary>
/// <remarks>
/// PureHDF takes the memory for what a length says before it reads a byte of it. So a number of 4 or 8 bytes that would be a
/// length beyond all reason is given as -1, which no array has and no address is. Numbers that are no lengths and may be as
/// large, times and checksums, are not looked at by anybody; the hashes of names in the records of a tree are, and left alone.
/// Numbers are told from text and data by where they are put: PureHDF reads them onto the stack.
/// </remarks>
/// <param name="inner">The file; it is closed with this stream.</param>
/// <param name="content">The same, for errors.</param>
internal sealed class BudgetStream(Stream inner, FileContent content) : Stream
{
    private const long ReadsAtLeast = 50_000;
    private const long TimesTheFile = 16;
    private const long AllocatedAtLeast = 1L << 28;
    private const long LongestAtLeast = 1 << 16;

    /// <summary>Numbers that a byte of a compressed file may be worth; what is emptier is no measured curve.</summary>
    private const long Compression = 64;

    private readonly long allocated =
        GC.GetAllocatedBytesForCurrentThread() + AllocatedAtLeast + TimesTheFile * inner.Length;

    private readonly ulong longest = (ulong)Math.Max(LongestAtLeast, inner.Length);
    private readonly ulong largest = (ulong)(LongestAtLeast + Compression * inner.Length);

    private readonly OutsideReferences references = new();

    private long reads = ReadsAtLeast + inner.Length / 8;
    private long bytes = 16_000_000 + TimesTheFile * inner.Length;
    private bool isFirst = true;
    private bool areRecords;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => inner.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        reads--;
        bytes -= buffer.Length;
        if (reads < 0 || bytes < 0 || GC.GetAllocatedBytesForCurrentThread() > allocated
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InvalidDataException("The file leads its reader in a circle.");
        }

        // Whoever is given fewer bytes than there are may wait for the rest for ever.
        long at = inner.Position;
        inner.ReadExactly(buffer);
        if (buffer.Length <= sizeof(ulong) && references.IsFileList(buffer, at))
        {
            throw content.Error("Its numbers lie in other files, which are not read.", "Read the file that has the numbers.");
        }

        if (isFirst)
        {
            isFirst = false;
            areRecords = buffer.SequenceEqual("BTLF"u8) || buffer.SequenceEqual("BTIN"u8);
        }

        if (IsBeyondReason(buffer) && IsOnStack(buffer))
        {
            buffer.Fill(byte.MaxValue);
        }

        return buffer.Length;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        isFirst = true;
        return inner.Seek(offset, origin);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Whether a number is longer than anything here: of 4 bytes the size of an element or a chunk, of 8 that of a dataset.
    /// </summary>
    private bool IsBeyondReason(ReadOnlySpan<byte> number) => number.Length switch
    {
        sizeof(uint) when !areRecords => BinaryPrimitives.ReadUInt32LittleEndian(number) > longest,
        sizeof(ulong) => BinaryPrimitives.ReadUInt64LittleEndian(number) > largest,
        _ => false,
    };

    private static bool IsOnStack(Span<byte> buffer)
    {
        byte here = 0;
        return Unsafe.ByteOffset(ref here, ref MemoryMarshal.GetReference(buffer)) is > 0 and < HdfFile.StackBytes;
    }
}
