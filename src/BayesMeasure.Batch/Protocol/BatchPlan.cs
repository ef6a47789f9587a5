using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch.Protocol;

/// <summary>What is to be done, as plan.json has it: written once, whole, and never changed.</summary>
internal sealed record BatchPlan
{
    /// <summary>The name of the format.</summary>
    public const string Schema = "bayesmeasure-batch";

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private const double MostHeartbeat = 1e6;

    /// <summary>The name and the version of the format.</summary>
    public PlanFormat Format { get; init; } = new(Schema, Version);

    /// <summary>The version of the library that planned.</summary>
    public required string Library { get; init; }

    /// <summary>
    /// The seed: candidate k of measurement i (from 0) of K candidates has Seed + i K + k, whoever computes it.
    /// </summary>
    public required ulong Seed { get; init; }

    /// <summary>In how many partial sums data points are added up; null for as many as each machine likes.</summary>
    public required int? Lanes { get; init; }

    /// <summary>What is measured.</summary>
    public required PlannedSource Source { get; init; }

    /// <summary>The names of the candidates, in the order of the family.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>The names of all unknowns of all candidates: those of the first, then what others add.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>Family and options in words, a line each: a worker whose own differ is refused.</summary>
    public required IReadOnlyList<string> Question { get; init; }

    /// <summary>The shards, without gaps, in the order of the measurements.</summary>
    public required IReadOnlyList<PlannedShard> Shards { get; init; }

    /// <summary>How many draws of each candidate of a measurement are kept at most; 0 for none.</summary>
    public int Draws { get; init; }

    /// <summary>How often a worker says that it lives, in seconds.</summary>
    public required double HeartbeatSeconds { get; init; }

    /// <summary>What a measurement took when it was planned, in processor seconds; null where none was tried.</summary>
    public double? SecondsEach { get; init; }

    /// <summary>What this plan is known by: a hash of its file.</summary>
    [JsonIgnore]
    public string Identity { get; private init; } = "";

    /// <summary>How often a worker says that it lives.</summary>
    [JsonIgnore]
    public TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);

    /// <summary>The seed of the first candidate of a measurement.</summary>
    public ulong SeedOf(int measurement) => Seed + (ulong)measurement * (ulong)Candidates.Count;

    /// <summary>Reads the plan of a folder; null where there is none.</summary>
    /// <exception cref="BatchException">The file is damaged, foreign, or of another version.</exception>
    public static BatchPlan? Read(IBatchFolder folder)
    {
        string place = $"{folder.Name}/{FolderLayout.Plan}";
        if (folder.Read(FolderLayout.Plan) is not { } file)
        {
            return null;
        }

        try
        {
            BatchPlan plan = JsonSerializer.Deserialize<BatchPlan>(file, BatchJson.Page)
                ?? throw new JsonException("it is empty");
            plan.RequireReadable(place);
            plan.RequireWhole(place);
            return plan with { Identity = IdentityOf(file) };
        }
        catch (JsonException error)
        {
            throw new BatchException(
                place, "is damaged, or no plan of a batch.", "Put back a copy of it, or plan anew in another folder.", error);
        }
    }

    /// <summary>Writes the plan down, unless the folder has one.</summary>
    /// <returns>The plan of the folder: this one, or the one that is there.</returns>
    /// <exception cref="BatchException">The folder has one that is damaged, or cannot be written to.</exception>
    public BatchPlan WriteOrRead(IBatchFolder folder)
    {
        if (Read(folder) is { } earlier)
        {
            return earlier;
        }

        // Another may have planned and begun since it was looked.
        if (folder.FilesIn(FolderLayout.Results).Any(file => ShardCommit.ShardDoneBy(file) is not null) && Read(folder) is null)
        {
            throw new BatchException(
                $"{folder.Name}/{FolderLayout.Plan}",
                "is missing, but there are results.",
                "Put it back, or choose another folder.");
        }

        try
        {
            Write(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BatchException.NotWritable(folder.Name, error);
        }

        return Read(folder)!;
    }

    /// <summary>Whole at one stroke, and of two at once one alone: as shards are committed.</summary>
    private void Write(IBatchFolder folder)
    {
        byte[] file = JsonSerializer.SerializeToUtf8Bytes(this, BatchJson.Page);
        string draft = $"plan.{Guid.NewGuid():N}.draft";
        folder.Replace(draft, file);
        if (folder.Link(draft, FolderLayout.Plan) == LinkOutcome.Refused)
        {
            folder.TryCreate(FolderLayout.Plan, file);
        }

        folder.Delete(draft);
    }

    private static string IdentityOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private void RequireReadable(string place)
    {
        if (Format is not { Schema: Schema })
        {
            throw new BatchException(place, "is no plan of a batch.", "Choose another folder.");
        }

        if (Format.Version != Version)
        {
            throw new BatchException(
                place,
                FormattableString.Invariant($"has the format {Format.Version}, but this version of the library reads {Version}."),
                $"Use the version of the library that wrote it: {PrintableText.Of(Library)}.");
        }
    }

    private void RequireWhole(string place)
    {
        string? damage =
            !IsParted() ? "its shards are not those of its source"
            : Candidates.Count == 0 || Candidates.Contains(null!) ? "it has no candidates"
            : Parameters.Contains(null!) || Question.Contains(null!) ? "a name is missing"
            : Lanes is not (null or 2 or 4 or 8) ? "lanes are 2, 4 or 8"
            : Draws < 0 ? "it keeps fewer than no draws"
            : HeartbeatSeconds is not (> 0 and <= MostHeartbeat) ? "its heartbeat is none"
            : null;
        if (damage is not null)
        {
            throw new BatchException(place, $"is damaged: {damage}.", "Put back a copy of it, or plan anew elsewhere.");
        }
    }

    /// <summary>Whether the shards have each measurement once, and the map as many.</summary>
    private bool IsParted()
    {
        long next = 0;
        foreach (PlannedShard? shard in Shards)
        {
            if (shard is null || shard.First != next || shard.Count < 1)
            {
                return false;
            }

            next += shard.Count;
        }

        return next == Source.Count && Source.Shape.All(size => size > 0)
            && Source.Shape.Aggregate(1.0, (product, size) => product * size) == next;
    }
}

/// <summary>Which format a file has.</summary>
/// <param name="Schema">Its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record PlanFormat(string Schema, int Version);

/// <summary>What is measured.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Count">The number of measurements.</param>
/// <param name="Shape">The sizes of the map that they fill, the last one fastest.</param>
/// <param name="Sha256">The hash of those of all shards.</param>
internal sealed record PlannedSource(string Name, int Count, IReadOnlyList<int> Shape, string Sha256)
{
    /// <summary>
    /// Where it lies, as MeasurementSource.Open takes it, so that whoever knows the folder can open it; null where a program has
    /// a source of its own.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>What is read of each curve; null for all.</summary>
    public PlannedReading? Reading { get; init; }
}

/// <summary>Measurements that one worker does together.</summary>
/// <param name="First">The index of the first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Sha256">The hash of their data.</param>
internal sealed record PlannedShard(int First, int Count, string Sha256);
