namespace BayesMeasure.Measurements;

/// <summary>
/// A column of a text file, chosen by its name or by its number: <c>XColumn = "energy"</c> or <c>XColumn = 1</c>.
/// </summary>
public sealed record CsvColumn
{
    private CsvColumn(string? name, int? number)
    {
        Name = name;
        Number = number;
    }

    /// <summary>The name in the header, with or without its unit, in any case; null for a column chosen by number.</summary>
    public string? Name { get; }

    /// <summary>The number, from 1; null for a column chosen by name.</summary>
    public int? Number { get; }

    /// <summary>Chooses a column by its name in the header.</summary>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public static implicit operator CsvColumn(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(name.Trim(), null);
    }

    /// <summary>Chooses a column by its number, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static implicit operator CsvColumn(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return new(null, number);
    }

    /// <inheritdoc/>
    public override string ToString() => Name != null ? $"\"{Name}\"" : $"{Number}";
}
