using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Sampling;

namespace BayesMeasure.Batch.Work;

/// <summary>Makes the plan of a batch: reads all measurements once, tries a few, and parts them into shards.</summary>
/// <param name="source">What is measured.</param>
/// <param name="family">The models.</param>
/// <param name="options">The settings.</param>
internal sealed class BatchPlanner(IMeasurementSource source, ModelFamily family, BatchOptions options)
{
    private const int ShardsPerNode = 64;
    private const double LeastSecondsOfShard = 20;

    /// <summary>A shard is held in memory: 32 MB of numbers at most, where one measurement has fewer.</summary>
    private const double MostNumbersOfShard = 1 << 22;

    /// <summary>Lanes that every processor of today has.</summary>
    private const int UsualLanes = 4;

    /// <summary>How each measurement is sampled, by whomever.</summary>
    public ReplicaExchangeOptions Sampling { get; } =
        options.Sampling with { Lanes = options.Sampling.Lanes ?? UsualLanes, Threads = 1, SideBySide = false };

    /// <summary>Plans.</summary>
    /// <param name="cancellation">Ends it early; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="BatchException">There is nothing to measure, or the models fail at all that is tried.</exception>
    public BatchPlan Plan(CancellationToken cancellation)
    {
        int count = BatchQuestion.CountOf(source);
        Measurement example = BatchQuestion.ExampleOf(source);
        var question = new BatchQuestion(family, Sampling);
        BatchPlan draft = new()
        {
            Library = $"{typeof(ModelFamily).Assembly.GetName().Version}",
            Seed = Sampling.Seed,
            Lanes = Sampling.Lanes,
            Source = new(source.Name, count, [.. source.Shape], ""),
            Candidates = [.. family.Candidates.Select(candidate => candidate.Name)],
            Parameters = question.ParametersAt(example),
            Question = question.DescribeAt(example),
            Shards = [],
            Draws = options.Draws,
            HeartbeatSeconds = options.Heartbeat.TotalSeconds,
        };
        double? seconds = SecondsOf(draft, count, cancellation);
        PlannedShard[] shards = [.. ShardsOf(count, SizeOf(draft, example.X.Length, seconds), cancellation)];
        return draft with
        {
            SecondsEach = seconds,
            Shards = shards,
            Source = draft.Source with { Sha256 = SourceDigest.OfHashes(shards.Select(shard => shard.Sha256)) },
        };
    }

    /// <summary>Requires that the plan of a folder is the one that this program would make.</summary>
    /// <param name="plan">The plan of the folder.</param>
    /// <param name="folder">What the folder is called.</param>
    /// <exception cref="BatchException">Data, models, settings or version are others.</exception>
    public void RequireSame(BatchPlan plan, string folder)
    {
        int count = BatchQuestion.CountOf(source);
        if (count != plan.Source.Count || !source.Shape.SequenceEqual(plan.Source.Shape))
        {
            throw Other(
                folder, $"a source of {Text(plan.Source.Shape)} measurements, but {source.Name} has {Text(source.Shape)}");
        }

        string library = $"{typeof(ModelFamily).Assembly.GetName().Version}";
        if (library != plan.Library)
        {
            throw Other(folder, $"version {plan.Library} of the library, but this is {library}");
        }

        if (Sampling.Seed != plan.Seed)
        {
            throw Other(folder, $"the seed {plan.Seed}, but this program has {Sampling.Seed}");
        }

        if (options.Draws != plan.Draws)
        {
            throw Other(folder, $"{plan.Draws} draws of each candidate, but this program keeps {options.Draws}");
        }

        IReadOnlyList<string> own = new BatchQuestion(family, Sampling).DescribeAt(BatchQuestion.ExampleOf(source));
        string? planned = plan.Question.Except(own).FirstOrDefault();
        string? found = own.Except(plan.Question).FirstOrDefault();
        if (planned is not null || found is not null)
        {
            throw Other(folder, $"\"{planned ?? "nothing"}\", but this program has \"{found ?? "nothing"}\"");
        }
    }

    private static BatchException Other(string folder, string difference) => new(
        $"{folder}/{FolderLayout.Plan}",
        $"was made for {difference}.",
        "Run the program that planned it, or plan anew in another folder.");

    private static string Text(IEnumerable<int> shape) => string.Join(" x ", shape);

    private IEnumerable<PlannedShard> ShardsOf(int count, int size, CancellationToken cancellation)
    {
        for (int first = 0; first < count; first += size)
        {
            cancellation.ThrowIfCancellationRequested();
            int within = Math.Min(size, count - first);
            yield return new(first, within, SourceDigest.Of(source.Read(first, within)));
        }
    }

    private int SizeOf(BatchPlan draft, int points, double? seconds)
    {
        if (options.ShardSize is int size)
        {
            return size;
        }

        int count = draft.Source.Count;
        double even = Math.Ceiling((double)count / (ShardsPerNode * options.Nodes));
        double least = seconds is > 0 ? Math.Ceiling(LeastSecondsOfShard * options.CoresOrAll / seconds.Value) : 1;
        double most = Math.Min(Math.Ceiling((double)count / options.Nodes), MostNumbersOfShard / NumbersOf(draft, points));
        return (int)Math.Clamp(Math.Max(even, least), 1, Math.Max(1, most));
    }

    /// <summary>The numbers that a worker holds of a measurement until its shard is committed, roughly.</summary>
    private static double NumbersOf(BatchPlan draft, int points) =>
        3.0 * points + (double)draft.Candidates.Count * draft.Parameters.Count * (draft.Draws + AnswerColumns.OfParameter.Length);

    /// <summary>The mean processor time of some measurements, spread over the source.</summary>
    private double? SecondsOf(BatchPlan draft, int count, CancellationToken cancellation)
    {
        int trials = Math.Min(options.Trials, count);
        if (trials == 0)
        {
            return null;
        }

        var run = new MeasurementRun(family, Sampling, draft, checkpoints: null);
        MeasurementAnswer[] answers =
        [
            .. Enumerable.Range(0, trials)
                .Select(trial => (int)((2L * trial + 1) * count / (2 * trials)))
                .Select(index => run.Run(index, source.Read(index, 1)[0], attempt: 1, cancellation)
                    ?? throw new OperationCanceledException(cancellation)),
        ];
        if (answers.All(answer => answer.FailedInModel))
        {
            throw new BatchException(
                source.Name,
                $"has no answer by these models, at any of {trials} tried: {answers[0].Failure}",
                "Compare the models for one of its curves first.")
            {
                IsOfModel = true,
            };
        }

        return answers.Average(answer => answer.Seconds);
    }
}
