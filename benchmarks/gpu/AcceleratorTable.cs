using BayesMeasure.Gpu.Accelerators;
using Spectre.Console;

namespace BayesMeasure.GpuBenchmark;

/// <summary>The accelerators that were found, and why all but one were refused.</summary>
internal static class AcceleratorTable
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;

    /// <summary>Prints them.</summary>
    public static void Print(IReadOnlyList<AcceleratorInfo> accelerators)
    {
        if (accelerators.Count == 0)
        {
            Console.WriteLine("No accelerator was found.");
            return;
        }

        Table table = new Table().AddColumns("accelerator", "kind", "memory / GiB", "taken");
        foreach (AcceleratorInfo accelerator in accelerators)
        {
            table.AddRow(
                Markup.Escape(accelerator.Name),
                accelerator.Kind.ToString(),
                FormattableString.Invariant($"{accelerator.Memory / Gibibyte:F1}"),
                Markup.Escape(accelerator.Refusal ?? "yes"));
        }

        AnsiConsole.Write(table);
    }
}
