using System.Globalization;
using System.Text;

namespace BayesMeasure.Priors;

/// <summary>Writes a prior as a plain-text table.</summary>
internal static class PriorTable
{
    private static string[] Header { get; } = ["parameter", "unit", "prior", "mean", "sd", "min", "max", "status"];

    /// <summary>One line a parameter below a header, columns aligned, lines ended by a line feed.</summary>
    public static string Write(IReadOnlyList<PriorEntry> entries)
    {
        string[][] rows = [Header, .. entries.Select(Cells)];
        int[] widths = [.. Header.Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            string line = string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Cells(PriorEntry entry) => entry.Rule switch
    {
        Distribution prior =>
        [
            entry.Name, entry.Unit ?? "-", $"{prior}",
            Format(prior.Mean), Format(prior.StandardDeviation), Format(prior.Minimum), Format(prior.Maximum), "free",
        ],
        FixedValue known => [entry.Name, entry.Unit ?? "-", $"{known}", Format(known.Value), "-", "-", "-", "fixed"],
        _ => [entry.Name, entry.Unit ?? "-", $"{entry.Rule}", "-", "-", "-", "-", entry.Rule is Tie ? "tied" : "linked"],
    };

    private static string Format(double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        return value.ToString("G5", CultureInfo.InvariantCulture);
    }
}
