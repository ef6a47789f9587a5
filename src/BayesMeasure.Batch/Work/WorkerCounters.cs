using System.Text.Json;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// What a worker has done, as its file in workers/ has it: for whoever asks how a batch goes, and for nobody else.
/// </summary>
internal sealed record WorkerCounters
{
    /// <summary>Its name: the host and the process.</summary>
    public required string Worker { get; init; }

    /// <summary>The machine.</summary>
    public required string Host { get; init; }

    /// <summary>The process.</summary>
    public required int Process { get; init; }

    /// <summary>How many measurements it does side by side.</summary>
    public required int Cores { get; init; }

    /// <summary>The measurements that it has done, whether or not their shard is committed.</summary>
    public int Measurements { get; init; }

    /// <summary>Those that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Those that are undecided.</summary>
    public int Undecided { get; init; }

    /// <summary>The shards that it has committed.</summary>
    public int Shards { get; init; }

    /// <summary>The processor seconds of its measurements.</summary>
    public double Seconds { get; init; }

    /// <summary>The measurement that took longest; null where there is none yet.</summary>
    public int? Slowest { get; init; }

    /// <summary>The processor seconds of that.</summary>
    public double SlowestSeconds { get; init; }

    /// <summary>How often it has said that it lives.</summary>
    public long Heartbeat { get; init; }

    /// <summary>Whether it has left.</summary>
    public bool HasLeft { get; init; }

    /// <summary>Takes a name that no other worker of the folder has.</summary>
    public static WorkerCounters Register(IBatchFolder folder, string host, int process, int cores)
    {
        for (int number = 1; ; number++)
        {
            string name = number == 1
                ? FormattableString.Invariant($"{host}-{process}")
                : FormattableString.Invariant($"{host}-{process}-{number}");
            WorkerCounters own = new() { Worker = name, Host = host, Process = process, Cores = cores };
            if (folder.TryCreate(FolderLayout.Worker(name), own.ToBytes()))
            {
                return own;
            }
        }
    }

    /// <summary>One measurement more.</summary>
    public WorkerCounters With(MeasurementAnswer answer) => this with
    {
        Measurements = Measurements + 1,
        Failed = Failed + (answer.Failure is null ? 0 : 1),
        Undecided = Undecided + (answer.Failure is null && !answer.IsDecided ? 1 : 0),
        Seconds = Seconds + answer.Seconds,
        Slowest = Slowest is null || answer.Seconds > SlowestSeconds ? answer.Index : Slowest,
        SlowestSeconds = Math.Max(SlowestSeconds, answer.Seconds),
    };

    /// <summary>Writes them down.</summary>
    public void Write(IBatchFolder folder) => folder.Replace(FolderLayout.Worker(Worker), ToBytes());

    /// <summary>Reads the counters of a worker; null where the file is cut, or garbage.</summary>
    public static WorkerCounters? Read(ReadOnlySpan<byte> file) =>
        BatchJson.TryRead<WorkerCounters>(file, BatchJson.Page) is { Cores: > 0, Measurements: >= 0, Seconds: >= 0 } counters
            ? counters
            : null;

    private byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BatchJson.Page);
}
