using System.Globalization;

namespace BayesMeasure.Problems.Nist;

/// <summary>One of NIST's tables, which are embedded in this assembly.</summary>
public static class NistTable
{
    /// <summary>The fields of every line but the header.</summary>
    public static IReadOnlyList<string[]> Read(string name)
    {
        using Stream stream = typeof(NistTable).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"No table '{name}' is embedded.", nameof(name));
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => line.Split(','))];
    }

    /// <summary>The certified values of one data set.</summary>
    public static (double[] Estimates, double[] StandardDeviations) ReadCertified(string table, string dataset)
    {
        string[][] lines = [.. Read(table).Where(line => line[0] == dataset)];
        return ([.. lines.Select(line => Number(line[2]))], [.. lines.Select(line => Number(line[3]))]);
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
