using System.Globalization;

namespace BayesMeasure.PackageTests;

/// <summary>One number that the program printed: the door, the quantity, its value and its error.</summary>
internal sealed record Reading(string Door, string Quantity, double Value, double Error)
{
    private const string Mark = "reading, ";

    /// <summary>The lines such as "reading, struct, rate, 0.31, 0.02" among all that was printed.</summary>
    public static IEnumerable<Reading> Of(string printed) => printed.Split('\n', StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
        .Select(line => Parse(line[Mark.Length..].Split(", ")));

    private static Reading Parse(string[] fields) => new(fields[0], fields[1], Number(fields[2]), Number(fields[3]));

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
