using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.GpuBenchmark.Measurements;

namespace BayesMeasure.GpuBenchmark.Reports;

/// <summary>The report as a table in Markdown: medians, with the smallest and the largest in brackets.</summary>
internal static class MarkdownTable
{
    private const string WithinThree = "all; of normal numbers 99.7 %";
    private const string NotMeasured = "not measured";

    /// <summary>Of a report.</summary>
    public static string Of(BenchmarkReport report)
    {
        BatchFigures batch = report.Batch;
        ArithmeticFigures? arithmetic = report.Arithmetic;
        PowderFigures powders = report.Powders;
        AgreementFigures agreement = report.Agreement;
        string[] lines =
        [
            .. Heading(report.Machine),
            "",
            "| question | wanted | measured |",
            "| --- | --- | --- |",
            Row("conformance", "all", $"{report.ConformanceFacts} facts hold"),
            Row($"{batch.Spectra:N0} spectra, K = 1 to 4, in seconds", "10 or less", $"{batch.Seconds}"),
            Row("the same in the first run, with compilation", "", $"{batch.SecondsOfFirstRun:G3}"),
            Row("largest error of log Z", $"{batch.WantedError}", $"{batch.LargestError:G3}; {batch.ErrorsAboveWanted} above"),
            Row("times one core of the CPU", "50 or more", $"{batch.TimesOneCore}"),
            Row($"{powders.Patterns:N0} powder patterns of 50 candidates, in seconds", "10 or less", $"{powders.Seconds:G3}"),
            Row("of these with guides on the accelerator", "", $"{powders.SecondsOfGuides:G3}"),
            Row("the first pattern, with compilation", "", $"{powders.SecondsOfFirstPattern:G3}"),
            Row("a pattern on one core of the CPU", "", $"{powders.SecondsOfPatternOnCore:G3}"),
            Row("exact sets of phases; unlike the core", "9 of 10; 0", $"{powders.Exact:N0}; {powders.UnlikeHost}"),
            Row("share of the FP64 instructions", "0.4 or more", arithmetic?.ShareOfInstructions.ToString() ?? NotMeasured),
            Row("share of the FP64 operations", "", arithmetic?.ShareOfOperations.ToString() ?? NotMeasured),
            Row("fused multiply-adds a second", "", arithmetic?.FusedMultiplyAddsPerSecond.ToString() ?? NotMeasured),
            Row($"log Z within 3 errors of the CPU, {agreement.DataSets} data sets", WithinThree, $"{agreement.LogEvidence}"),
            Row("posterior means within 3 errors of the CPU", WithinThree, $"{agreement.Means}"),
        ];
        return string.Join(Environment.NewLine, lines) + Environment.NewLine;
    }

    private static IEnumerable<string> Heading(Machine machine)
    {
        yield return $"# {machine.Device}, {machine.Date:yyyy-MM-dd}";
        yield return "";
        if (machine.Kind == nameof(AcceleratorKind.Cpu))
        {
            yield return "This is no GPU but an emulation of one: the times say nothing.";
            yield return "";
        }

        yield return $"{machine.Kind}; beside {machine.Processor}, {machine.Processors} logical processors; "
            + $"{machine.OperatingSystem}; {machine.Runtime}; BayesMeasure {machine.Version}.";
    }

    private static string Row(string question, string wanted, string measured) => $"| {question} | {wanted} | {measured} |";
}
