using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Tests.Work;
using BayesMeasure.Problems.Spectra;

namespace BayesMeasure.Batch.Tests;

/// <summary>
/// The program that tests and tools start, stop and kill: "make FILE COUNT" writes a map of curves, "spectra FILE COUNT" one of
/// NSO-3 with other noise each, "tiny COUNT FOLDER" works on measurements that a source of its own makes up, "same FILE FILE"
/// compares two merged tables but for who made them, and everything else is a command of a batch, by the models that BATCH_MODEL
/// names. With BATCH_TELLS each says at its end what it took.
/// </summary>
internal static class Program
{
    private const double Megabyte = 1 << 20;

    private static async Task<int> Main(string[] arguments)
    {
        int code = await Run(arguments);
        if (Environment.GetEnvironmentVariable("BATCH_TELLS") is not null)
        {
            Tell();
        }

        return code;
    }

    private static async Task<int> Run(string[] arguments)
    {
        ProgramModel model = ProgramModel.Named(Environment.GetEnvironmentVariable("BATCH_MODEL"));
        switch (arguments)
        {
            case ["make", var file, var count]:
                CurveMap.Write(file, SmallBatch.Curves(NumberOf(count)));
                return 0;
            case ["spectra", var file, var count]:
                CurveMap.Write(file, [.. Enumerable.Range(0, NumberOf(count)).Select(seed => Nso3.WithNoise(seed, every: 3))]);
                return 0;
            case ["tiny", var count, var folder]:
                return Batch.Run(new TinySource(NumberOf(count)), model.Family, model.Options, folder).IsComplete ? 0 : 1;
            case ["same", var first, var second]:
                return Rows(first).SequenceEqual(Rows(second)) ? 0 : 1;
            default:
                return await BatchCommand.Run(arguments, model.Family, model.Options);
        }
    }

    /// <summary>What this process took: processor seconds, seconds, megabytes.</summary>
    private static void Tell()
    {
        using var own = Process.GetCurrentProcess();
        Console.Error.WriteLine(FormattableString.Invariant($"{own.TotalProcessorTime.TotalSeconds:F1} CPU-s, ")
            + FormattableString.Invariant($"{(DateTime.Now - own.StartTime).TotalSeconds:F1} s, ")
            + FormattableString.Invariant($"{own.PeakWorkingSet64 / Megabyte:F0} MB"));
    }

    private static int NumberOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The rows of a merged table and its draws, as text: two numbers are the same where all their bits are.</summary>
    private static IEnumerable<string> Rows(string merged)
    {
        BatchPlan plan = BatchPlan.Read(new DiskFolder(Path.GetDirectoryName(merged)!))!;
        return AnswerTable.Read(plan, File.ReadAllBytes(merged), merged)
            .Select(answer => new MeasurementAnswer(answer.Index, answer.Failure, answer.Candidates).ToLine())
            .Concat(Draws(plan, Path.ChangeExtension(merged, ".draws.parquet")));
    }

    private static IEnumerable<string> Draws(BatchPlan plan, string file) => plan.Draws == 0
        ? []
        : DrawTable.Read(plan, File.ReadAllBytes(file), file).Select(row => JsonSerializer.Serialize(row));
}
