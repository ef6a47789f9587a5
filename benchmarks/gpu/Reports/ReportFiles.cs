using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace BayesMeasure.GpuBenchmark.Reports;

/// <summary>The files of a report: all numbers as JSON, and a table in Markdown.</summary>
internal static class ReportFiles
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes them, named by the device and the day.</summary>
    /// <returns>Their path, short of the extension.</returns>
    public static string Write(BenchmarkReport report, string folder)
    {
        string device = Regex.Replace(report.Machine.Device.ToLowerInvariant(), "[^a-z0-9]+", "-").Trim('-');
        string file = Path.Combine(folder, FormattableString.Invariant($"{device}-{report.Machine.Date:yyyy-MM-dd}"));
        File.WriteAllText($"{file}.json", JsonSerializer.Serialize(report, Json) + Environment.NewLine);
        File.WriteAllText($"{file}.md", MarkdownTable.Of(report));
        return file;
    }
}
