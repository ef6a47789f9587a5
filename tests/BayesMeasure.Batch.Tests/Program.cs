using System.Diagnostics;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Tests.Work;
using BayesMeasure.Comparison;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Batch.Tests;

/// <summary>
/// The program that tests and tools start, stop and kill: "make FILE COUNT" writes a map of curves, "same FILE FILE" compares two
/// merged tables but for who made them, and everything else is a command of a batch. Where BATCH_MODEL is "killer", a curve that
/// begins below 0 ends the process; a "slow" model takes a second for a point, and a "paced" one rests, so that a batch lasts as
/// long on any machine.
/// </summary>
internal static class Program
{
    private const string Variable = "BATCH_MODEL";
    private const int QuickPoints = 1000;
    private const int PointsOfPause = 1000;

    private static int points;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["make", var file, var count]:
                CurveMap.Write(file, SmallBatch.Curves(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));
                return 0;
            case ["same", var first, var second]:
                return Rows(first).SequenceEqual(Rows(second)) ? 0 : 1;
            default:
                return await BatchCommand.Run(arguments, Family(), SmallBatch.Options with { ShardSize = null });
        }
    }

    /// <summary>The rows of a merged table, as text: two numbers are the same where all their bits are.</summary>
    private static IEnumerable<string> Rows(string merged)
    {
        BatchPlan plan = BatchPlan.Read(new DiskFolder(Path.GetDirectoryName(merged)!))!;
        return AnswerTable.Read(plan, File.ReadAllBytes(merged), merged)
            .Select(answer => new MeasurementAnswer(answer.Index, answer.Failure, answer.Candidates).ToLine());
    }

    private static ModelFamily Family() => Environment.GetEnvironmentVariable(Variable) switch
    {
        "killer" => Of(x => x < 0 ? Killed() : 0),
        "slow" => Of(_ => Slow()),
        "paced" => Of(_ => Paced()),
        _ => SmallBatch.Family,
    };

    private static ModelFamily Of(Func<double, double> harm) => new(new Candidate(
        "line",
        1,
        ForwardModel.Function((double x, double slope) => slope * x + harm(x)),
        GaussianNoise.Known(0.5),
        new Prior { ["slope"] = Prior.Uniform(-1, 1) }));

    private static double Killed()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static double Paced()
    {
        if (Interlocked.Increment(ref points) % PointsOfPause == 0)
        {
            Thread.Sleep(1);
        }

        return 0;
    }

    /// <summary>Slow from the point on at which plan and worker have described the model.</summary>
    private static double Slow()
    {
        if (Interlocked.Increment(ref points) > QuickPoints)
        {
            Thread.Sleep(1000);
        }

        return 0;
    }
}
