using BayesMeasure.Measurements;

namespace BayesMeasure.Formats;

/// <summary>A file as formats look at it: its name, its bytes, and its text where it is text.</summary>
public sealed class FileContent
{
    private const long MostBytes = 1L << 30;
    private const long MostPipedBytes = 1L << 28;
    private const int HeadBytes = 4096;

    private readonly Func<Stream> open;
    private readonly Lazy<byte[]> bytes;
    private readonly Lazy<DecodedText> text;
    private readonly Lazy<TextLines> lines;

    private FileContent(string name, string? inside, Func<Stream> open)
    {
        (Name, Inside, this.open) = (name, inside, open);
        Head = ReadHead();
        bytes = new(ReadAll);
        text = new(() => DecodedText.Of(bytes.Value));
        lines = new(() => new TextLines(Text));
    }

    /// <summary>The name of the file without its folder, as messages say it.</summary>
    public string Name { get; }

    /// <summary>The ending of the name in lower case, with its dot, such as ".xye"; empty where there is none.</summary>
    public string Extension => Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>The path within the file, behind "::" in what was asked for; null where nothing was asked for.</summary>
    public string? Inside { get; }

    /// <summary>The first 4,096 bytes, or all where there are fewer.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The number of bytes.</summary>
    internal long Length { get; private set; }

    /// <summary>All bytes.</summary>
    /// <exception cref="MeasurementFormatException">The file is larger than 1 GB.</exception>
    public ReadOnlyMemory<byte> Bytes => bytes.Value;

    /// <summary>
    /// Whether the file is text in UTF-8, UTF-16, UTF-32 or Latin-1; where it is not, <see cref="Text"/> has little use.
    /// </summary>
    public bool IsText => text.Value.IsText;

    /// <summary>
    /// The text: UTF-8, UTF-16 or UTF-32, with or without a byte order mark, and Latin-1 where it is none of these.
    /// </summary>
    public string Text => text.Value.Text;

    /// <summary>What was decided about the encoding; null where it was plain UTF-8.</summary>
    internal string? EncodingRemark => text.Value.Remark;

    /// <summary>The lines of the text.</summary>
    internal TextLines Lines => lines.Value;

    /// <summary>Opens the bytes anew, at their start.</summary>
    public Stream Open() => open();

    /// <summary>A file on the disk, or what comes out of a pipe, which is read once.</summary>
    /// <exception cref="MeasurementFormatException">More comes out of a pipe or a device than is kept.</exception>
    internal static FileContent OfFile(string path, string? inside)
    {
        string name = Path.GetFileName(path);
        using FileStream first = OpenFile(path);

        // A pipe has no length, and what the system makes up while it is read says that its length is 0.
        return first is { CanSeek: true, Length: > 0 }
            ? new(name, inside, () => OpenFile(path))
            : OfBytes(name, ReadOnce(first, name), inside);
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private static byte[] ReadOnce(FileStream stream, string name)
    {
        using var kept = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            kept.Write(buffer, 0, count);
            if (kept.Length > MostPipedBytes)
            {
                throw new MeasurementFormatException(
                    $"More than {MostPipedBytes >> 20} MB come out of it, and it may have no end.",
                    "Save it as a file, and read that.",
                    name);
            }
        }

        return kept.ToArray();
    }

    /// <summary>A file in memory.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="inside">The path within the file; null for none.</param>
    public static FileContent OfBytes(string name, byte[] content, string? inside = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(content);
        return new(name, inside, () => new MemoryStream(content, writable: false));
    }

    /// <summary>An error that concerns the whole file.</summary>
    /// <param name="problem">What is wrong: a sentence.</param>
    /// <param name="advice">What to do: a sentence.</param>
    /// <param name="innerException">The error behind it; null if there is none.</param>
    public MeasurementFormatException Error(string problem, string advice, Exception? innerException = null) =>
        new(problem, advice, Name, innerException);

    /// <summary>An error that concerns a line.</summary>
    /// <param name="line">The number of the line, from 1.</param>
    /// <param name="problem">What is wrong: a sentence.</param>
    /// <param name="advice">What to do: a sentence.</param>
    /// <param name="column">The number of the column, from 1; null for the whole line.</param>
    public MeasurementFormatException ErrorAt(int line, string problem, string advice, int? column = null) =>
        new(problem, advice, Name, line, column);

    private byte[] ReadHead()
    {
        using Stream stream = open();
        Length = stream.Length;
        byte[] head = new byte[HeadBytes];
        return head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
    }

    private byte[] ReadAll()
    {
        using Stream stream = open();
        if (stream.Length > MostBytes)
        {
            throw Error("The file is larger than 1 GB.", "Cut out or bin what is to be measured, and read that.");
        }

        byte[] content = new byte[stream.Length];
        int count = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return count == content.Length ? content : content[..count];
    }
}
