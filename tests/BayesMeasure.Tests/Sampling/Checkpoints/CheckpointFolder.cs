using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>A folder for the checkpoints of one test.</summary>
internal sealed class CheckpointFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("checkpoints").FullName;

    public string File => Path.Combine(folder, "run.checkpoint");

    public string Draft => File + ".new";

    public string Lock => File + ".lock";

    /// <summary>A checkpoint at every possible point.</summary>
    public CheckpointOptions Always => new(File) { Interval = TimeSpan.Zero };

    /// <summary>A checkpoint at the start, at the end and after a failure alone.</summary>
    public CheckpointOptions Seldom => new(File) { Interval = TimeSpan.FromDays(1) };

    /// <summary>The names of all files.</summary>
    public IEnumerable<string?> Names =>
        Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
