namespace BayesMeasure.Measurements;

/// <summary>The first line of a text file, where it names the columns.</summary>
/// <param name="Row">The line; null when the file starts with data.</param>
internal sealed record CsvHeader(CsvRow? Row)
{
    /// <summary>The position of a column by its name, with or without its unit; -1 when there is none.</summary>
    public int IndexOf(string name)
    {
        string[] fields = Row?.Fields ?? [];
        int exact = Array.FindIndex(fields, field => IsEqual(field, name));
        return exact >= 0 ? exact : Array.FindIndex(fields, field => IsEqual(SplitUnit(field).Name, name));
    }

    /// <summary>The name and the unit of a column; nulls where the header does not tell.</summary>
    public (string? Name, string? Unit) Describe(int index)
    {
        if (Row == null || index >= Row.Fields.Length || Row.Fields[index].Length == 0)
        {
            return (null, null);
        }

        return SplitUnit(Row.Fields[index]);
    }

    /// <summary>Where spaces separate, "energy (eV)" is two fields: joins the unit to its name.</summary>
    public static string[] JoinUnits(string[] fields)
    {
        var joined = new List<string>();
        foreach (string field in fields)
        {
            if (joined.Count > 0 && IsUnit(field))
            {
                joined[^1] += $" {field}";
            }
            else
            {
                joined.Add(field);
            }
        }

        return [.. joined];
    }

    private static bool IsEqual(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool IsUnit(string text) => text is ['(', .., ')'] or ['[', .., ']'];

    private static (string Name, string? Unit) SplitUnit(string field)
    {
        int open = field.LastIndexOfAny(['(', '[']);
        if (open <= 0 || !IsUnit(field[open..]))
        {
            return (field, null);
        }

        string name = field[..open].Trim();
        string unit = field[(open + 1)..^1].Trim();
        return name.Length > 0 && unit.Length > 0 ? (name, unit) : (field, null);
    }
}
