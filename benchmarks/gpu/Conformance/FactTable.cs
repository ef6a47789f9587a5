using Spectre.Console;

namespace BayesMeasure.GpuBenchmark.Conformance;

/// <summary>The facts as they are tried, one a line.</summary>
internal static class FactTable
{
    /// <summary>Prints one.</summary>
    public static void Print(FactOutcome outcome)
    {
        AnsiConsole.Markup(outcome.Failure is null ? "[green]passed[/]" : "[red]failed[/]");
        Console.WriteLine($" {outcome.Seconds,7:F2} s  {outcome.Name}");
        if (outcome.Failure is { } failure)
        {
            Console.WriteLine($"    {failure.ReplaceLineEndings($"{Environment.NewLine}    ")}");
        }
    }

    /// <summary>Prints how many hold.</summary>
    public static void PrintSum(IReadOnlyList<FactOutcome> outcomes)
    {
        int failed = outcomes.Count(outcome => outcome.Failure is not null);
        Console.WriteLine($"Conformance: {outcomes.Count - failed} passed, {failed} failed.");
    }
}
