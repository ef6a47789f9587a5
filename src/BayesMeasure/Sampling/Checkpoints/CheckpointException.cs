using BayesMeasure.Reports;

namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>
/// A run that cannot go on from a checkpoint, or cannot write one: the file is damaged, belongs to another run or is in use, or
/// its folder cannot be written to. The message says why and what to do. A run never starts anew by itself.
/// </summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string path, string reason, string advice, Exception? inner = null)
        : base(PrintableText.Line($"The checkpoint '{path}' {reason} {advice}"), inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
