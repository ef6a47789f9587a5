using System.Diagnostics;

namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>The checkpoints of one run: when they are written, what is in them, and what went wrong with them.</summary>
internal sealed class CheckpointSeries : IDisposable
{
    /// <summary>
    /// A log likelihood that differs more is that of another model or of other data; rounding alone may differ a little.
    /// </summary>
    private const double LargestDeviation = 1e-9;

    /// <summary>Writing takes at most one part in so many of the time.</summary>
    private const double LargestShare = 10;

    private readonly CheckpointOptions options;
    private readonly RunDescription description;
    private readonly ICheckpointed run;
    private readonly CheckpointFile file;
    private readonly List<string> differences = [];
    private byte[] point = [];
    private int recordedSweeps;
    private bool isTried = true;
    private bool isWritten = true;
    private long lastTime;
    private TimeSpan wait;
    private int failures;
    private string lastFailure = "";

    /// <summary>Takes hold of the file.</summary>
    /// <exception cref="CheckpointException">Another run has it, or its folder cannot be written to.</exception>
    public CheckpointSeries(CheckpointOptions options, RunDescription description, ICheckpointed run)
    {
        this.run = run;
        this.options = options;
        this.description = description;
        file = new(options.Path);
    }

    /// <summary>What the user must know of the checkpoints, one sentence each.</summary>
    public IEnumerable<string> Warnings => failures == 0 ? differences : [.. differences, Failure];

    private string Failure =>
        $"The checkpoint '{options.Path}' could not be written {Times(failures)}, at last because: {lastFailure} "
        + (isWritten ? "It was written later on." : "Resuming starts from the one before.");

    private static string LibraryVersion => $"{typeof(CheckpointSeries).Assembly.GetName().Version}";

    /// <summary>Brings a run to where it was interrupted, if it was.</summary>
    /// <returns>Whether there was a checkpoint.</returns>
    /// <exception cref="CheckpointException">The file is damaged, or belongs to another run.</exception>
    public bool Resume()
    {
        if (!file.Exists)
        {
            return false;
        }

        file.Read(reader =>
        {
            Compare(RunDescription.Read(reader));
            ReadDifferences(reader);
            CompareVersion(reader.ReadString());
            point = ReadState(reader);
            CompareLogLikelihoods(run.Restore(point));
            run.RecordedFrom = ReadState(reader);
            recordedSweeps = reader.ReadInt32();
            StateStream.Require(recordedSweeps, run.IsOver ? 2 : 0, run.MostRecordedSweeps, "recorded sweeps");
            if (recordedSweeps > 0)
            {
                run.TransferRecord(new StateReader(reader), recordedSweeps);
            }
        });
        if (file.IsReadOnly && !run.IsOver)
        {
            throw file.Refused("cannot be written, and its run has not ended.", "Copy it to a folder that can be written to.");
        }

        lastTime = Stopwatch.GetTimestamp();
        wait = options.Interval;
        return true;
    }

    /// <summary>
    /// Hears that the run has come to a point from which it can be resumed, and writes it down if it is time to.
    /// </summary>
    /// <exception cref="CheckpointException">The first checkpoint cannot be written: now is the time to say so.</exception>
    public void Pass()
    {
        bool isFirst = point.Length == 0;
        Take();
        if (isFirst || Stopwatch.GetElapsedTime(lastTime) >= wait)
        {
            Write();
        }

        if (isFirst && !isWritten)
        {
            throw file.Refused($"cannot be written: {lastFailure}", "Make room, or choose another folder.");
        }
    }

    /// <summary>Writes down the run as it is, however little time has passed.</summary>
    public void Finish()
    {
        Take();
        Write();
    }

    /// <summary>Writes down the last point that the run has come to, unless that was tried.</summary>
    public void Save()
    {
        if (!isTried)
        {
            Write();
        }
    }

    /// <summary>Writes down the last point, if that is not done, and lets go of the file.</summary>
    public void Dispose()
    {
        Save();
        file.Dispose();
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private void Take()
    {
        point = run.ToBytes();
        recordedSweeps = run.RecordedSweeps;
        (isTried, isWritten) = (false, false);
    }

    private void Write()
    {
        isTried = true;
        long start = Stopwatch.GetTimestamp();
        try
        {
            file.Write(WriteContents);
            isWritten = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            failures++;
            lastFailure = error.Message;
        }

        lastTime = Stopwatch.GetTimestamp();
        TimeSpan pause = LargestShare * Stopwatch.GetElapsedTime(start);
        wait = options.Interval > TimeSpan.Zero && pause > options.Interval ? pause : options.Interval;
    }

    private void WriteContents(BinaryWriter writer)
    {
        description.Write(writer);
        writer.Write(differences.Count);
        differences.ForEach(writer.Write);
        writer.Write(LibraryVersion);
        writer.Write(point.Length);
        writer.Write(point);
        writer.Write(run.RecordedFrom.Length);
        writer.Write(run.RecordedFrom);
        writer.Write(recordedSweeps);
        if (recordedSweeps > 0)
        {
            run.TransferRecord(new StateWriter(writer), recordedSweeps);
        }
    }

    private static byte[] ReadState(BinaryReader reader)
    {
        int length = reader.ReadInt32();
        StateStream.Require(length, 0, reader.BaseStream.Length - reader.BaseStream.Position, "bytes of state");
        return reader.ReadBytes(length);
    }

    private void Compare(RunDescription earlier)
    {
        string[] all = [.. description.DifferencesFrom(earlier)];
        if (all.Length > 0)
        {
            throw file.Refused(
                $"belongs to another run: {string.Join("; ", all)}.",
                "Go on with what it was begun with, or give another file name to begin anew.");
        }
    }

    /// <summary>What a reader of the result had to know once does not become untrue when the run is resumed again.</summary>
    private void ReadDifferences(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            differences.Add(reader.ReadString());
        }
    }

    private void CompareVersion(string version)
    {
        if (version != LibraryVersion)
        {
            differences.Add(
                $"The run was begun by version {version} of the library and resumed by {LibraryVersion}: "
                + "it may differ from a run by either.");
        }
    }

    private void CompareLogLikelihoods(double deviation)
    {
        if (deviation > LargestDeviation)
        {
            throw file.Refused(
                "belongs to another run: the model or the data give another log likelihood at its points.",
                "Go on with the model and the data it was begun with, or give another file name to begin anew.");
        }

        if (deviation > 0)
        {
            differences.Add(FormattableString.Invariant(
                $"This machine computes log likelihoods that differ by {deviation:G2} of their size from those before the ")
                + "run was resumed: its numbers may differ from those of a run that was not interrupted.");
        }
    }
}
