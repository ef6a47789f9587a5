using System.Security.Cryptography;
using System.Text;

namespace BayesMeasure.Batch.Protocol;

/// <summary>
/// What an attempt at a shard has done: a line each, with a checksum before it. A process that is killed while it writes one
/// leaves a last line that is cut, or none; whoever reads takes the lines before it.
/// </summary>
/// <remarks>
/// An attempt has a file of its own, written by nobody else. The first line names the plan, so that what was copied from another
/// batch is not taken for one's own.
/// </remarks>
internal sealed class Journal : IDisposable
{
    private const int ChecksumBytes = 8;
    private const int ChecksumDigits = 2 * ChecksumBytes;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly IGrowingFile file;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private long flushed;
    private bool isClosed;

    /// <summary>Begins a journal.</summary>
    /// <param name="file">The new file.</param>
    /// <param name="plan">What the plan is known by.</param>
    /// <param name="time">Tells when to flush to the disk.</param>
    public Journal(IGrowingFile file, string plan, TimeProvider time)
    {
        (this.file, this.time) = (file, time);
        file.Append(LineOf(HeaderOf(plan)));
        file.Flush();
        flushed = time.GetTimestamp();
    }

    /// <summary>
    /// Writes a line down: it outlives the process at once, and the machine within a second and the time until the next line.
    /// </summary>
    /// <param name="record">The text of the record, without ends of lines.</param>
    public void Append(string record)
    {
        byte[] line = LineOf(record);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            file.Append(line);
            if (time.GetElapsedTime(flushed) >= FlushInterval)
            {
                file.Flush();
                flushed = time.GetTimestamp();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (!isClosed)
            {
                isClosed = true;
                file.Flush();
                file.Dispose();
            }
        }
    }

    /// <summary>The records of a journal, up to the last one that is whole.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="plan">What the plan is known by.</param>
    /// <returns>The records; none where the journal was cut before its first, or is that of another plan.</returns>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> contents, string plan)
    {
        var records = new List<string>();
        while (TryTake(ref contents) is { } record)
        {
            records.Add(record);
        }

        return records.Count > 0 && records[0] == HeaderOf(plan) ? records[1..] : [];
    }

    private static string HeaderOf(string plan) => $$"""{"journal":1,"plan":"{{plan}}"}""";

    private static byte[] LineOf(string record) =>
        Encoding.UTF8.GetBytes($"{ChecksumOf(Encoding.UTF8.GetBytes(record))} {record}\n");

    private static string ChecksumOf(ReadOnlySpan<byte> record) =>
        Convert.ToHexStringLower(SHA256.HashData(record).AsSpan(0, ChecksumBytes));

    private static string? TryTake(ref ReadOnlySpan<byte> contents)
    {
        int end = contents.IndexOf((byte)'\n');
        if (end <= ChecksumDigits || contents[ChecksumDigits] != ' ')
        {
            return null;
        }

        ReadOnlySpan<byte> record = contents[(ChecksumDigits + 1)..end];
        bool isWhole = Encoding.ASCII.GetString(contents[..ChecksumDigits]) == ChecksumOf(record);
        contents = contents[(end + 1)..];
        return isWhole ? Encoding.UTF8.GetString(record) : null;
    }
}
