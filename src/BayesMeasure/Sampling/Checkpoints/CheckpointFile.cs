using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BayesMeasure.Reports;

namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>
/// The file of a checkpoint: a header, the contents, and their checksum. It is replaced at one stroke, and held by one run at a
/// time.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    private const int Version = 3;
    private const int HeaderLength = 20;
    private const int BufferSize = 1 << 16;
    private const string Restore = "Put back a copy of the file, or delete it to begin anew.";

    private readonly string path;
    private readonly string file;
    private readonly FileStream? hold;
    private FileStream? contents;

    /// <summary>Takes hold of the file.</summary>
    /// <exception cref="CheckpointException">Another run has it, or its folder cannot be written to.</exception>
    public CheckpointFile(string path)
    {
        this.path = path;
        file = RealPath.Of(path);
        hold = TakeHold();
        try
        {
            contents = TakeContents();
        }
        catch
        {
            hold?.Dispose();
            throw;
        }

        if (hold is not null)
        {
            WholeFile.DeleteDraft(file);
        }
    }

    /// <summary>Whether the file can be read alone: a run that has ended needs no more.</summary>
    public bool IsReadOnly => hold is null;

    /// <summary>Whether there is something to resume from.</summary>
    public bool Exists => Path.Exists(file);

    /// <summary>Like the signature of PNG, it shows at once when a file was transferred as text.</summary>
    private static ReadOnlySpan<byte> Signature =>
        [0x8B, (byte)'B', (byte)'M', (byte)'C', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Reads the contents after having checked all of them.</summary>
    /// <exception cref="CheckpointException">The file is damaged, foreign or newer, or it does not fit this run.</exception>
    public void Read(Action<BinaryReader> read)
    {
        try
        {
            FileStream stored = contents ??= File.OpenRead(file);
            stored.Position = 0;
            RequireIntact(stored);
            stored.Position = HeaderLength;
            using var reader = new BinaryReader(stored, Encoding.UTF8, leaveOpen: true);
            read(reader);
        }
        catch (Exception error)
            when (error is InvalidDataException or EndOfStreamException or ArgumentException or OverflowException)
        {
            throw Refused($"does not fit this run: {error.Message}", "Give another file name to begin anew.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                path, $"cannot be read: {error.Message}", "Make it readable, or give another file name.", error);
        }
    }

    /// <summary>Writes the contents beside the file, and then puts them in its place.</summary>
    /// <exception cref="IOException">They cannot be written; the file is what it was.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written; the file is what it was.</exception>
    public void Write(Action<BinaryWriter> write) => WholeFile.Write(file, draft =>
    {
        WriteDraft(draft, write);

        // What is replaced is a file of its own from now on, where it has another name.
        contents?.Dispose();
        contents = null;
    });

    /// <summary>Refuses what the file holds.</summary>
    public CheckpointException Refused(string reason, string advice, Exception? inner = null) => new(path, reason, advice, inner);

    /// <inheritdoc/>
    public void Dispose()
    {
        contents?.Dispose();
        hold?.Dispose();
    }

    /// <summary>
    /// A file that is locked by the operating system for as long as this process lives, however it ends; what is left of it by a
    /// process that was killed holds nobody up. It has the name of the file without links, so that two names of a file are one.
    /// </summary>
    /// <returns>The lock; null where the file is there, but nothing can be written beside it.</returns>
    private FileStream? TakeHold()
    {
        string name = file + ".lock";
        if (new FileInfo(name).LinkTarget is { } target)
        {
            throw new CheckpointException(
                path, $"has a lock that is a link to '{target}'.", $"Remove '{name}': nothing is written through it.");
        }

        try
        {
            return new(
                name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(name))
        {
            throw InUse(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return File.Exists(file) ? null : throw new CheckpointException(
                path, $"cannot be written: {error.Message}", "Choose a folder that can be written to.", error);
        }
    }

    /// <summary>
    /// The file itself is locked until it is replaced, so that one that has two names by hard links is one as long as it is one.
    /// What cannot be opened is told when it is read.
    /// </summary>
    private FileStream? TakeContents()
    {
        try
        {
            return File.Exists(file) && hold is not null
                ? new(file, FileMode.Open, FileAccess.Read, FileShare.None, BufferSize)
                : null;
        }
        catch (IOException error) when (error.GetType() == typeof(IOException))
        {
            throw InUse(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private CheckpointException InUse(IOException error) =>
        new(path, "is in use by another run.", "Wait for it to end, or give this run another file name.", error);

    private static void WriteDraft(Stream file, Action<BinaryWriter> write)
    {
        file.Position = HeaderLength;
        using var checksum = SHA256.Create();
        using (var contents = new CryptoStream(file, checksum, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(new BufferedStream(contents, BufferSize)))
        {
            write(writer);
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        Signature.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], file.Position - HeaderLength);
        file.Write(checksum.Hash);
        file.Position = 0;
        file.Write(header);
    }

    /// <summary>Requires what was once written, byte for byte.</summary>
    private void RequireIntact(FileStream file)
    {
        byte[] header = new byte[HeaderLength];
        int read = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw Refused("is empty.", Restore);
        }

        if (!header.AsSpan(0, Math.Min(read, Signature.Length)).SequenceEqual(Signature[..Math.Min(read, Signature.Length)]))
        {
            throw Refused("is not a checkpoint.", "Give another file name.");
        }

        if (read < HeaderLength)
        {
            throw Refused($"is cut off after {read} bytes.", Restore);
        }

        RequireVersion(BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8)));
        RequireContents(file, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(12)));
    }

    private void RequireVersion(int version)
    {
        if (version != Version)
        {
            throw Refused(
                $"has the format {version}, but this version of the library reads the format {Version}.",
                "Use the version of the library that wrote it, or give another file name to begin anew.");
        }
    }

    private void RequireContents(FileStream file, long length)
    {
        long expected = HeaderLength + length + SHA256.HashSizeInBytes;
        if (length < 0 || file.Length > expected)
        {
            throw Refused("is damaged: it is longer than it says.", Restore);
        }

        if (file.Length < expected)
        {
            throw Refused($"is cut off: it has {file.Length} of {expected} bytes.", Restore);
        }

        byte[] stored = new byte[SHA256.HashSizeInBytes];
        byte[] computed = Checksum(file, length);
        file.ReadExactly(stored);
        if (!stored.AsSpan().SequenceEqual(computed))
        {
            throw Refused("is damaged: its checksum does not fit its contents.", Restore);
        }
    }

    private static byte[] Checksum(FileStream file, long length)
    {
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        while (length > 0)
        {
            int count = (int)Math.Min(buffer.Length, length);
            file.ReadExactly(buffer, 0, count);
            checksum.AppendData(buffer, 0, count);
            length -= count;
        }

        return checksum.GetHashAndReset();
    }
}
