namespace BayesMeasure.Batch.Protocol;

/// <summary>
/// The folder of a batch as the protocol sees it: a shared file system, of which nothing is asked but that creating a new file
/// and linking one each succeed for one caller alone. Locks and times of files are not relied on.
/// </summary>
/// <remarks>Names are relative, with slashes: "claims/000123.json". Errors of the system are exceptions of System.IO.</remarks>
internal interface IBatchFolder
{
    /// <summary>What the folder is called in messages.</summary>
    string Name { get; }

    /// <summary>Whether there is such a file.</summary>
    bool Exists(string file);

    /// <summary>The names of the files right below a folder, without that; empty where there is no such folder.</summary>
    IReadOnlyList<string> FilesIn(string subfolder);

    /// <summary>The contents of a file; null where there is none.</summary>
    byte[]? Read(string file);

    /// <summary>Creates a file with these contents, unless there is one.</summary>
    /// <returns>Whether it was created: true for one caller alone. A caller that is killed may leave it cut.</returns>
    bool TryCreate(string file, ReadOnlySpan<byte> contents);

    /// <summary>Writes a file whole, flushed to the disk, in place of the one before, at one stroke.</summary>
    void Replace(string file, byte[] contents);

    /// <summary>Deletes a file that may not be there any more.</summary>
    void Delete(string file);

    /// <summary>Gives a whole file a second name, unless that is taken.</summary>
    /// <returns>Whether it was given, taken by another, or refused by a file system that has no links.</returns>
    LinkOutcome Link(string file, string to);

    /// <summary>Creates a file that grows, unless there is one; null where there is.</summary>
    IGrowingFile? TryGrow(string file);
}

/// <summary>What became of a second name for a file.</summary>
internal enum LinkOutcome
{
    /// <summary>The file has the name.</summary>
    Linked,

    /// <summary>The name is taken.</summary>
    Taken,

    /// <summary>The file system has no links.</summary>
    Refused,
}

/// <summary>A file that grows at its end, written by one process alone.</summary>
internal interface IGrowingFile : IDisposable
{
    /// <summary>Gives bytes to the system: they outlive the process.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until what was appended is on the disk: it outlives the machine.</summary>
    void Flush();
}
