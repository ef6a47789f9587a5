using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace BayesMeasure.Export.Zarr;

/// <summary>An array of numbers in one chunk, which zlib compresses.</summary>
internal sealed class ZarrArray
{
    private const int Level = 1;

    private readonly byte[] bytes;
    private readonly int[] shape;
    private readonly string type;

    private ZarrArray(byte[] bytes, int[] shape, string type)
    {
        this.bytes = bytes;
        this.shape = shape;
        this.type = type;
    }

    /// <summary>The name of the file with the chunk: its position along each dimension.</summary>
    public string ChunkName => string.Join('.', shape.Select(_ => "0"));

    /// <summary>Whole numbers.</summary>
    public static ZarrArray Of(long[] values) => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), [values.Length], "<i8");

    /// <summary>Numbers, the last dimension of which runs fastest.</summary>
    public static ZarrArray Of(double[] values, int[] shape) =>
        new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape, "<f8");

    /// <summary>What the file ".zarray" says.</summary>
    public JsonObject Description(int format) => new()
    {
        ["zarr_format"] = format,
        ["shape"] = Lengths(),
        ["chunks"] = Lengths(),
        ["dtype"] = type,
        ["compressor"] = new JsonObject { ["id"] = "zlib", ["level"] = Level },
        ["fill_value"] = null,
        ["order"] = "C",
        ["filters"] = null,
    };

    /// <summary>The compressed chunk.</summary>
    public byte[] Chunk()
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(bytes);
        }

        return compressed.ToArray();
    }

    private JsonArray Lengths() => [.. shape.Select(length => (JsonNode)length)];
}
