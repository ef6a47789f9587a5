using System.IO.Compression;
using PureHDF.Filters;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// Inflates no more of a chunk than a chunk has: PureHDF's own filter inflates to the end, and a byte may stand for a thousand.
/// What is written is deflated as PureHDF does it.
/// </summary>
internal sealed class BoundedDeflate : IH5Filter
{
    /// <summary>Filters before it, such as a checksum, may have added something.</summary>
    private const int Spare = 1024;

    private static readonly Lazy<bool> Registered = new(() =>
    {
        H5Filter.Register(new BoundedDeflate());
        return true;
    });

    private readonly DeflateFilter usual = new();

    /// <inheritdoc/>
    public ushort FilterId => DeflateFilter.Id;

    /// <inheritdoc/>
    public string Name => usual.Name;

    /// <summary>Makes it the filter of all files that PureHDF reads.</summary>
    public static void Register() => _ = Registered.Value;

    /// <inheritdoc/>
    public Memory<byte> Filter(FilterInfo info)
    {
        if (!info.Flags.HasFlag(H5FilterFlags.Decompress))
        {
            return usual.Filter(info);
        }

        using var source = new MemoryStream(info.Buffer.ToArray(), writable: false);
        using var inflated = new ZLibStream(source, CompressionMode.Decompress);
        byte[] chunk = new byte[info.ChunkSize + Spare];
        int count = inflated.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        return count < chunk.Length
            ? chunk.AsMemory(0, count)
            : throw new InvalidDataException("A chunk is larger than its header says.");
    }

    /// <inheritdoc/>
    public uint[] GetParameters(uint[] dimensions, uint typeSize, Dictionary<string, object>? options) =>
        usual.GetParameters(dimensions, typeSize, options);
}
