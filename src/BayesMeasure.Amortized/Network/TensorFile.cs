using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using BayesMeasure.Reports;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// A file of tensors in the safetensors format: the length of the header in 8 bytes, the header, which is JSON, and the numbers.
/// </summary>
internal sealed class TensorFile
{
    private const string Metadata = "__metadata__";
    private const string Single = "F32";
    private const int LengthSize = sizeof(long);
    private const int LongestHeader = 100_000_000;

    /// <summary>What the file says of itself.</summary>
    public Dictionary<string, string> Texts { get; init; } = [];

    /// <summary>The tensors by their names.</summary>
    public Dictionary<string, NamedTensor> Tensors { get; init; } = [];

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path) => WholeFile.Write(path, stream =>
    {
        byte[] header = Header();
        byte[] length = new byte[LengthSize];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NamedTensor one in Tensors.Values)
        {
            stream.Write(MemoryMarshal.AsBytes<float>(one.Values));
        }
    });

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is truncated or no such file; the message names it.</exception>
    public static TensorFile Read(string path)
    {
        string name = Path.GetFileName(path);
        byte[] file = File.ReadAllBytes(path);
        try
        {
            int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file));
            if (length is < 2 or > LongestHeader)
            {
                throw new InvalidDataException("its header has no sensible length");
            }

            JsonObject header = JsonNode.Parse(file.AsSpan(LengthSize, length))!.AsObject();
            return new()
            {
                Texts = header[Metadata]!.AsObject().ToDictionary(text => text.Key, text => (string)text.Value!),
                Tensors = TensorsOf(header, file.AsSpan(LengthSize + length)),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or ArgumentException or OverflowException
            or InvalidOperationException or NullReferenceException or FormatException)
        {
            string reason = fault is InvalidDataException ? fault.Message : "its header is no table of tensors";
            throw new InvalidDataException($"{name} is truncated, or no file of a network: {reason}.", fault);
        }
    }

    private byte[] Header()
    {
        var header = new JsonObject
        {
            [Metadata] = new JsonObject(Texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value))),
        };
        long offset = 0;
        foreach ((string name, NamedTensor one) in Tensors)
        {
            long end = offset + (long)one.Values.Length * sizeof(float);
            header[name] = new JsonObject
            {
                ["dtype"] = Single,
                ["shape"] = new JsonArray([.. one.Shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        int padded = (text.Length + LengthSize - 1) / LengthSize * LengthSize;
        int written = text.Length;
        Array.Resize(ref text, padded);
        text.AsSpan(written).Fill((byte)' ');
        return text;
    }

    /// <summary>The tensors, one after the other: each number belongs to one of them.</summary>
    private static Dictionary<string, NamedTensor> TensorsOf(JsonObject header, ReadOnlySpan<byte> numbers)
    {
        var tensors = new Dictionary<string, NamedTensor>();
        int read = 0;
        foreach ((string name, JsonObject entry) in header.Where(entry => entry.Key != Metadata)
            .Select(entry => (entry.Key, entry.Value!.AsObject())).OrderBy(entry => (int)entry.Item2["data_offsets"]![0]!))
        {
            int end = (int)entry["data_offsets"]![1]!;
            if ((int)entry["data_offsets"]![0]! != read || end < read || end > numbers.Length)
            {
                throw new InvalidDataException("its tensors do not follow one another to the end of the file");
            }

            tensors[name] = Tensor(entry, numbers[read..end]);
            read = end;
        }

        return read == numbers.Length ? tensors : throw new InvalidDataException("it has numbers of no tensor");
    }

    private static NamedTensor Tensor(JsonObject entry, ReadOnlySpan<byte> numbers)
    {
        long[] shape = [.. entry["shape"]!.AsArray().Select(size => (long)size!)];
        long count = shape.Aggregate(1L, (product, size) => checked(product * size));
        return (string)entry["dtype"]! == Single && numbers.Length == count * sizeof(float)
            ? new(shape, MemoryMarshal.Cast<byte, float>(numbers).ToArray())
            : throw new InvalidDataException("a tensor has other than single precision, or another size than its shape");
    }
}

/// <summary>The numbers of a tensor.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its elements, the last dimension running fastest.</param>
internal sealed record NamedTensor(long[] Shape, float[] Values);
