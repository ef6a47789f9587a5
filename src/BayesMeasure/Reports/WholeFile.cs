using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BayesMeasure.Reports;

/// <summary>
/// A file that is written whole or not at all: beside its name, flushed to the disk, and put in the place of the one before at
/// one stroke. A link in its place is replaced, not followed.
/// </summary>
/// <example>
/// <code>
/// WholeFile.Write("draws.bin", stream =&gt; stream.Write(bytes));
/// </code>
/// </example>
public static partial class WholeFile
{
    private const int ReadOnly = 0;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; one that is there stays until the new one is complete.</param>
    /// <param name="write">Writes the contents; the stream can be sought and read.</param>
    /// <exception cref="IOException">It cannot be written, as on a full disk; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; what was there is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(write);
        string draft = DraftOf(path);
        try
        {
            RequireNoLink(draft);
            File.Delete(draft);
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
            SyncFolderOf(path);
        }
        catch
        {
            // On a full disk, what was written in vain takes up room.
            if (new FileInfo(draft).LinkTarget is null)
            {
                Delete(draft);
            }

            throw;
        }
    }

    /// <summary>What stands at the name of the draft may lead anywhere: it is not written through.</summary>
    private static void RequireNoLink(string draft)
    {
        if (new FileInfo(draft).LinkTarget is { } target)
        {
            throw new IOException($"'{draft}' is a link to '{target}', which is not written through: remove it.");
        }
    }

    /// <summary>Clears away what a killed process left beside a file.</summary>
    internal static void DeleteDraft(string path) => Delete(DraftOf(path));

    /// <summary>Where a file is written before it takes its place.</summary>
    private static string DraftOf(string path) => path + ".new";

    /// <summary>Deletes a draft, where that can be done.</summary>
    private static void Delete(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted now is overwritten by the next one, or told of then.
        }
    }

    /// <summary>
    /// Writes down the name of a file: on Unix, a power failure may otherwise leave the folder as it was. Where the system has no
    /// such call nothing is done, and a file system that refuses it has nothing to write down.
    /// </summary>
    private static void SyncFolderOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        int descriptor = Open(folder, ReadOnly);
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (!handle.IsInvalid)
        {
            _ = Synchronise(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronise(int descriptor);
}
