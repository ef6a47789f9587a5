using System.Security.Cryptography;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// The checkpoints of measurements in progress. Each attempt writes its own, since the one before may live, and begins from
/// copies of the latest of earlier ones.
/// </summary>
/// <param name="folder">The folder of the batch.</param>
internal sealed class MeasurementCheckpoints(DiskFolder folder)
{
    /// <summary>Where an attempt writes down the runs of a measurement; one of each candidate follows from it.</summary>
    public CheckpointOptions Of(int index, int attempt) => new(folder.PathOf(FolderLayout.Checkpoint(index, attempt)));

    /// <summary>Takes over what earlier attempts have written down.</summary>
    /// <param name="index">The measurement.</param>
    /// <param name="attempt">The attempt that begins.</param>
    /// <returns>What they are known by; null where there is nothing.</returns>
    public string? TakeOver(int index, int attempt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool isAny = false;
        foreach (IGrouping<int, CheckpointName> candidate in NamesOf(index).GroupBy(name => name.Candidate).OrderBy(of => of.Key))
        {
            CheckpointName latest = candidate.MaxBy(name => name.Attempt)!;
            if (latest.Attempt <= attempt && folder.Read(latest.File) is { } contents)
            {
                isAny = true;
                hash.AppendData(contents);
                if (latest.Attempt < attempt)
                {
                    folder.Replace((latest with { Attempt = attempt }).File, contents);
                }
            }
        }

        return isAny ? Convert.ToHexStringLower(hash.GetHashAndReset())[..16] : null;
    }

    private IEnumerable<CheckpointName> NamesOf(int index) => folder.FilesIn(FolderLayout.Checkpoints)
        .Select(CheckpointName.Parse)
        .OfType<CheckpointName>()
        .Where(name => name.Measurement == index);

    /// <summary>000004567.ATTEMPT.K.checkpoint.</summary>
    private sealed record CheckpointName(int Measurement, int Attempt, int Candidate)
    {
        public string File =>
            new CheckpointOptions(FolderLayout.Checkpoint(Measurement, Attempt)).ForRun(Candidate).Path;

        public static CheckpointName? Parse(string file) =>
            file.Split('.') is [var measurement, var attempt, var candidate, "checkpoint"]
                && int.TryParse(measurement, out int index)
                && int.TryParse(attempt, out int number)
                && int.TryParse(candidate, out int run)
                && run > 0 ? new(index, number, run) : null;
    }
}
