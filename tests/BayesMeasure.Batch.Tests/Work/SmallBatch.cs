using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>A batch that takes a moment: curves of one or two peaks, and runs that are far too short.</summary>
internal sealed class SmallBatch : IDisposable
{
    private const int Points = 24;

    private readonly TemporaryFolder folder = new();

    /// <summary>The models.</summary>
    public static ModelFamily Family { get; } = ModelFamily.Of<GaussianPeak>(
        1,
        2,
        new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["center"] = Prior.Uniform(0, 1),
            ["width"] = Prior.Uniform(0.03, 0.3),
        },
        GaussianNoise.Known(0.1));

    /// <summary>The settings: shards of three measurements, and no trials.</summary>
    public static BatchOptions Options { get; } = new()
    {
        Sampling = new()
        {
            Seed = 5,
            Chains = 2,
            Rungs = 5,
            BurnInSweeps = 40,
            Sweeps = 60,
            SearchTo = 1,
            Modes = null,
            Reference = null,
        },
        Cores = 2,
        ShardSize = 3,
        Trials = 0,
        Heartbeat = TimeSpan.FromMilliseconds(50),
    };

    /// <summary>The folder of the batch.</summary>
    public string Folder => folder.PathOf("batch");

    /// <summary>The same, as the protocol sees it.</summary>
    public DiskFolder Disk => new(Folder);

    /// <summary>The plan, once there is one.</summary>
    public BatchPlan Plan => BatchPlan.Read(Disk)!;

    /// <summary>So many curves, with other peaks and noise each.</summary>
    public static Measurement[] Curves(int count) => [.. Enumerable.Range(0, count).Select(Curve)];

    /// <summary>The answers of all shards, in order.</summary>
    public IReadOnlyList<MeasurementAnswer> Answers()
    {
        DiskFolder disk = Disk;
        BatchPlan plan = Plan;
        return
        [
            .. Enumerable.Range(0, plan.Shards.Count)
                .Select(shard => ShardCommit.FileOf(disk, shard))
                .OfType<string>()
                .SelectMany(file => AnswerTable.Read(plan, disk.Read(file)!, file)),
        ];
    }

    /// <summary>What a comparison of each by itself finds, with so many draws.</summary>
    public static IReadOnlyList<CandidateAnswer> Alone(Measurement measurement, int index, int draws = 0)
    {
        ReplicaExchangeOptions options = Options.Sampling with { Seed = 5 + 2 * (ulong)index, Lanes = 4 };
        return ComparisonAnswer.Of(Family.Compare(measurement, options), draws);
    }

    /// <summary>Answers as text, in which two numbers are the same where all their bits are.</summary>
    public static string Text(IReadOnlyList<CandidateAnswer> candidates) => new MeasurementAnswer(0, null, candidates).ToLine();

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static Measurement Curve(int number)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => i / (Points - 1.0))];
        return new(x, x.Select((at, i) =>
            Math.Exp(-Math.Pow((at - 0.3) / 0.1, 2)) + (number % 2) * Math.Exp(-Math.Pow((at - 0.7) / 0.1, 2))
            + 0.1 * Math.Sin(12.9898 * (i + Points * number + 1) * (i + 3))));
    }
}
