using System.Globalization;

namespace BayesMeasure.PackageTests;

/// <summary>One number that the program printed: the door, the quantity, its value and its error.</summary>
internal sealed record Reading(string Door, string Quantity, double Value, double Error)
{
    /// <summary>Reads a line such as "struct, rate, 0.31, 0.02".</summary>
    public static Reading Parse(string line)
    {
        string[] fields = line.Split(", ");
        Assert.True(fields.Length == 4, $"The program printed '{line}'.");
        return new(fields[0], fields[1], Number(fields[2]), Number(fields[3]));
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
