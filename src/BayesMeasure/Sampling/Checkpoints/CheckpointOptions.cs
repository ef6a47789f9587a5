namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>
/// Where and how often a run writes down its whole state, so that it can be resumed. A run that was interrupted at any moment and
/// is resumed ends with the same result, bit for bit, as one that was not.
/// </summary>
/// <param name="Path">
/// The file. If it is there when a run starts, the run resumes from it; otherwise it begins, and creates the file. When the run
/// has ended the file holds its result: running again returns it at once. Files with ".new" and ".lock" added to this name may
/// lie beside it while a run goes on.
/// </param>
/// <remarks>
/// The file is replaced at one stroke, so that an interruption while it is written leaves the one before. Its format is described
/// in docs/checkpoints.md.
/// </remarks>
public sealed record CheckpointOptions(string Path)
{
    /// <summary>
    /// The least time from one checkpoint to the next; one minute by default. Zero writes one at every possible point, which
    /// comes at the beginning of each round and every 256 sweeps. Where writing takes long, checkpoints come less often, so that
    /// it takes at most a tenth of the time. The result does not depend on it.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The checkpoint of one of several runs, such as the candidates of a comparison: "run.checkpoint" becomes
    /// "run.1.checkpoint".
    /// </summary>
    /// <param name="number">The number of the run, from 1.</param>
    public CheckpointOptions ForRun(int number)
    {
        string extension = FormattableString.Invariant($".{number}{System.IO.Path.GetExtension(Path)}");
        return this with { Path = System.IO.Path.ChangeExtension(Path, extension) };
    }

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is negative.</exception>
    public void RequireValid()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        ArgumentOutOfRangeException.ThrowIfLessThan(Interval, TimeSpan.Zero);
    }
}
