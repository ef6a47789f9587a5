using System.Runtime.InteropServices;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch.Work;

/// <summary>What rows say of the machine that they come from.</summary>
internal static class ThisMachine
{
    private const string Processors = "/proc/cpuinfo";
    private const string ModelName = "model name";

    /// <summary>Its name, as a file may have it.</summary>
    public static string Host { get; } = string.Concat(
        Environment.MachineName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>Its processor.</summary>
    public static string Processor { get; } = NameOfProcessor() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? NameOfProcessor()
    {
        try
        {
            string? line = File.Exists(Processors)
                ? File.ReadLines(Processors).FirstOrDefault(line => line.StartsWith(ModelName, StringComparison.Ordinal))
                : null;
            return line is null ? null : PrintableText.Of(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
