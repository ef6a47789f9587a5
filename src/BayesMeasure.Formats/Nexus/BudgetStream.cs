namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// A stream that may be read only so often. A broken file can lead its reader in a circle or to allocations without end; whoever
/// reads a file many times over has lost its way.
/// </summary>
/// <param name="inner">The file; it is closed with this stream.</param>
internal sealed class BudgetStream(Stream inner) : Stream
{
    private const long ReadsAtLeast = 200_000;
    private const long TimesTheFile = 16;

    private long reads = ReadsAtLeast + inner.Length / 8;
    private long bytes = 16_000_000 + TimesTheFile * inner.Length;

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
        set => inner.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        reads--;
        bytes -= buffer.Length;
        return reads >= 0 && bytes >= 0
            ? inner.Read(buffer)
            : throw new InvalidDataException("The file leads its reader in a circle.");
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

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
}
