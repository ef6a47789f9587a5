using System.Runtime.InteropServices;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch.Protocol;

/// <summary>The folder of a batch on a file system.</summary>
/// <param name="path">The folder.</param>
internal sealed partial class DiskFolder(string path) : IBatchFolder
{
    private const int AlreadyExists = 17;

    /// <inheritdoc/>
    public string Name => path;

    /// <summary>Creates the folders that are not there.</summary>
    /// <exception cref="BatchException">They cannot be created.</exception>
    public DiskFolder Create()
    {
        try
        {
            foreach (string subfolder in FolderLayout.Subfolders)
            {
                Directory.CreateDirectory(Path.Combine(path, subfolder));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BatchException(path, $"cannot be written to: {error.Message}", "Choose another folder.", error);
        }

        return this;
    }

    /// <summary>Where a file lies.</summary>
    public string PathOf(string file) => Path.Combine(path, file);

    /// <summary>How long ago a file was written: for whoever looks on, since the clocks of two machines differ.</summary>
    public TimeSpan AgeOf(string file, TimeProvider time) => time.GetUtcNow() - File.GetLastWriteTimeUtc(PathOf(file));

    /// <inheritdoc/>
    public bool Exists(string file) => File.Exists(PathOf(file));

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesIn(string subfolder)
    {
        var folder = new DirectoryInfo(PathOf(subfolder));
        return folder.Exists ? [.. folder.EnumerateFiles().Select(file => file.Name)] : [];
    }

    /// <inheritdoc/>
    public byte[]? Read(string file)
    {
        try
        {
            return File.ReadAllBytes(PathOf(file));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool TryCreate(string file, ReadOnlySpan<byte> contents)
    {
        using FileStream? created = TryOpenNew(file);
        created?.Write(contents);
        created?.Flush(flushToDisk: true);
        return created is not null;
    }

    /// <inheritdoc/>
    public void Replace(string file, byte[] contents) => WholeFile.Write(PathOf(file), stream => stream.Write(contents));

    /// <inheritdoc/>
    public void Delete(string file) => File.Delete(PathOf(file));

    /// <inheritdoc/>
    public LinkOutcome Link(string file, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            return LinkOutcome.Refused;
        }

        // What failed may have been done all the same: a server that answers too late is asked again, and finds the name taken.
        return LinkNames(PathOf(file), PathOf(to)) == 0 ? LinkOutcome.Linked
            : Marshal.GetLastPInvokeError() == AlreadyExists || Exists(to) ? LinkOutcome.Taken
            : LinkOutcome.Refused;
    }

    /// <inheritdoc/>
    public IGrowingFile? TryGrow(string file) => TryOpenNew(file) is { } stream ? new GrowingFile(stream) : null;

    /// <summary>O_CREAT with O_EXCL: of all that try, the system lets one.</summary>
    private FileStream? TryOpenNew(string file)
    {
        try
        {
            return new(PathOf(file), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (IOException) when (Exists(file))
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinkNames(string existing, string added);

    private sealed class GrowingFile(FileStream stream) : IGrowingFile
    {
        public void Append(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

        public void Flush() => stream.Flush(flushToDisk: true);

        public void Dispose() => stream.Dispose();
    }
}
