using System.Buffers.Binary;
using System.Text;
using PureHDF;

namespace BayesMeasure.Export.NetCdf;

/// <summary>
/// Text of fixed length that ends with a null, which a dimension scale must have for its class, and which what writes HDF5 here
/// has not: it is written as opaque bytes with a tag, and their type is changed to text once the file is there. Both types have
/// a size of the same bytes (HDF5 File Format Specification 3.0, IV.A.2.d, IV.A.2.m).
/// </summary>
internal static class TextAttribute
{
    private const string Tag = "TEXT";
    private const byte AttributeMessage = 0x0C;
    private const byte OpaqueClass = 5;
    private const byte StringClass = 3;
    private const byte NullTerminatedUtf8 = 0x10;
    private const int SizeOfMessageHeader = 4;
    private const int SizeOfAttributeHeader = 9;
    private const int SizeOfTypeHeader = 8;
    private const int SizeOfChecksum = 4;
    private const byte ClassMask = 0x0F;

    /// <summary>An attribute that <see cref="Settle"/> makes text.</summary>
    public static H5Attribute Of(string text)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0];
        return new(bytes, opaqueInfo: new H5OpaqueInfo((uint)bytes.Length, Tag));
    }

    /// <summary>Changes the type of all such attributes of a file.</summary>
    /// <param name="file">The file.</param>
    public static void Settle(Span<byte> file)
    {
        ReadOnlySpan<byte> signature = "OHDR"u8;
        for (int start = 0; start + signature.Length <= file.Length;)
        {
            int found = file[start..].IndexOf(signature);
            if (found < 0)
            {
                return;
            }

            start += found;
            if (HeaderAt(file[start..]) is { } header)
            {
                SettleObject(file[start..], header);
            }

            start += signature.Length;
        }
    }

    /// <summary>
    /// Where the messages of an object header begin and end; null where the four letters are none of a header but data, which the
    /// checksum tells.
    /// </summary>
    private static (int First, int End)? HeaderAt(ReadOnlySpan<byte> bytes)
    {
        const int Flags = 5;
        const byte HasTimes = 0x20;
        const byte HasPhases = 0x10;
        if (bytes.Length < 32)
        {
            return null;
        }

        byte flags = bytes[Flags];
        int sizeAt = Flags + 1 + ((flags & HasTimes) != 0 ? 16 : 0) + ((flags & HasPhases) != 0 ? 4 : 0);
        int width = 1 << (flags & 3);
        ulong size = width switch
        {
            1 => bytes[sizeAt],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[sizeAt..]),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeAt..]),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeAt..]),
        };
        int first = sizeAt + width;
        if (size > (ulong)Math.Max(0, bytes.Length - first - SizeOfChecksum))
        {
            return null;
        }

        int end = first + (int)size;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[end..]) == JenkinsChecksum.Of(bytes[..end]) ? (first, end) : null;
    }

    private static void SettleObject(Span<byte> bytes, (int First, int End) header)
    {
        for (int at = header.First; at + SizeOfMessageHeader <= header.End;)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 1)..]);
            Span<byte> message = bytes.Slice(at + SizeOfMessageHeader, size);
            if (bytes[at] == AttributeMessage)
            {
                SettleAttribute(message);
            }

            at += SizeOfMessageHeader + size;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes[header.End..], JenkinsChecksum.Of(bytes[..header.End]));
    }

    /// <summary>
    /// The type follows the name: class and version, three bytes of bits, the size, and of opaque bytes the tag, which text has
    /// not: what comes behind moves up to it.
    /// </summary>
    private static void SettleAttribute(Span<byte> message)
    {
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(message[2..]);
        int typeLength = BinaryPrimitives.ReadUInt16LittleEndian(message[4..]);
        Span<byte> type = message[(SizeOfAttributeHeader + nameLength)..];
        if ((type[0] & ClassMask) != OpaqueClass || !type[SizeOfTypeHeader..].StartsWith(Encoding.ASCII.GetBytes(Tag)))
        {
            return;
        }

        type[0] = (byte)((type[0] & ~ClassMask) | StringClass);
        type[1] = NullTerminatedUtf8;
        type[2..4].Clear();
        type[typeLength..].CopyTo(type[SizeOfTypeHeader..]);
        type[^(typeLength - SizeOfTypeHeader)..].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(message[4..], SizeOfTypeHeader);
    }
}
