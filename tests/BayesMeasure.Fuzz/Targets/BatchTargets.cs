using System.Text;
using BayesMeasure.Batch;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Work;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>The files in the folder of a batch, as whoever shares it may leave them.</summary>
internal static class BatchTargets
{
    private static readonly string Path = Directory.CreateTempSubdirectory("fuzz-batch-").FullName;

    private static readonly ModelFamily Family = ModelFamily.Of<GaussianPeak>(
        1,
        2,
        new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["width"] = Prior.LogUniform(0.05, 0.5),
            ["center"] = Prior.Uniform(0.9, 2.1),
        },
        GaussianNoise.Known(0.1));

    private static readonly Lazy<DiskFolder> Folder = new(Done);

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All => [Plans, Claims, Journals, Workers, Tables];

    private static BatchPlan Plan => BatchPlan.Read(Folder.Value)!;

    private static FuzzTarget Plans
    {
        get
        {
            byte[] original = Folder.Value.Read(FolderLayout.Plan)!;
            DiskFolder other = new DiskFolder(System.IO.Path.Combine(Path, "plans")).Create();
            return new("plans of batches", random => new Mutation(random).Of([original]), input => Said(() =>
            {
                File.WriteAllBytes(other.PathOf(FolderLayout.Plan), input);
                BatchPlan plan = BatchPlan.Read(other)!;
                _ = BatchState.Of(other, plan);
                _ = new ClaimWatch(TimeProvider.System, plan.Heartbeat).HasLapsed(0, []);
            }));
        }
    }

    private static FuzzTarget Claims
    {
        get
        {
            byte[] original = new Claim("node7-4711", 2, 42).ToBytes();
            return new("claims of batches", random => new Mutation(random).Of([original]), input =>
                Claim.Read(input) is null ? "It is taken over." : null);
        }
    }

    /// <summary>The checksums are right, and what they are of is not.</summary>
    private static FuzzTarget Journals
    {
        get
        {
            string[] records =
            [
                .. Folder.Value.FilesIn(FolderLayout.Results)
                    .SelectMany(file => AnswerTable.Read(Plan, Folder.Value.Read($"{FolderLayout.Results}/{file}")!, file))
                    .Select(answer => answer.ToLine()),
                new JournalNote { Begun = 1, From = "a" }.ToLine(),
                new JournalNote { Stopped = 1 }.ToLine(),
            ];
            byte[][] originals = [Encoding.UTF8.GetBytes(string.Join('\n', records))];
            string file = FolderLayout.Journal(0, 1);
            return new("journals of batches", random => new Mutation(random).Of(originals), input =>
            {
                Folder.Value.Delete(file);
                using (var journal = new Journal(Folder.Value.TryGrow(file)!, Plan.Identity, TimeProvider.System))
                {
                    Array.ForEach(Encoding.UTF8.GetString(input).Split('\n'), journal.Append);
                }

                foreach (MeasurementAnswer? answer in ShardHistory.Read(Folder.Value, Plan, 0, 2).Answers)
                {
                    _ = answer is null ? [] : AnswerTable.Write(Plan, [answer]);
                }

                return null;
            })
            {
                Cost = 8,
            };
        }
    }

    private static FuzzTarget Workers
    {
        get
        {
            byte[][] originals = [.. Folder.Value.FilesIn(FolderLayout.Workers)
                .Select(file => Folder.Value.Read($"{FolderLayout.Workers}/{file}")!)];
            return new("workers of batches", random => new Mutation(random).Of(originals), input =>
            {
                Folder.Value.Replace(FolderLayout.Worker("other-1"), input);
                _ = BatchProgress.Of(Folder.Value, Plan, TimeProvider.System);
                return WorkerCounters.Read(input) is null ? "It is left out." : null;
            });
        }
    }

    private static FuzzTarget Tables
    {
        get
        {
            byte[] original = Folder.Value.Read(FolderLayout.Result(0))!;
            return new("tables of batches", random => new Mutation(random).Of([original]), input =>
                Said(() => AnswerTable.Read(Plan, input, "table.parquet")))
            {
                Cost = 8,
                MostBytes = length => 400_000_000 + 1000 * length,
            };
        }
    }

    private static string? Said(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (BatchException refusal)
        {
            return refusal.Message;
        }
    }

    private static DiskFolder Done()
    {
        string path = System.IO.Path.Combine(Path, "batch");
        double[] x = [.. Enumerable.Range(0, 30).Select(i => 0.1 * i)];
        Measurement[] curves = [.. Enumerable.Range(0, 3).Select(number => new Measurement(
            x, x.Select((at, i) => Math.Exp(-Math.Pow(at - 1.5, 2) / 0.02) + 0.05 * (i * (number + 3) % 5 - 2))))];
        Batch.Batch.Run(
            MeasurementSource.Of(curves),
            Family,
            new()
            {
                Sampling = new() { Chains = 1, Rungs = 3, BurnInSweeps = 20, Sweeps = 30, Modes = null, Reference = null },
                Cores = 1,
                Trials = 0,
                ShardSize = 3,
            },
            path);
        return new DiskFolder(path);
    }
}
