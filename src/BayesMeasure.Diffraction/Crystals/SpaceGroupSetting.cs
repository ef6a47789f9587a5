using System.Globalization;
using BayesMeasure.Diffraction.Atoms;

namespace BayesMeasure.Diffraction.Crystals;

/// <summary>A setting of a space group: a row of International Tables B, A1.4.2.7, with its symbols.</summary>
/// <param name="Number">The number of the space group, 1 to 230.</param>
/// <param name="Symbol">The Hermann-Mauguin symbol, such as "P 1 21/c 1".</param>
/// <param name="Choice">"1" or "2" of two origins, "H" or "R" for the axes of a rhombohedral lattice, or empty.</param>
/// <param name="Hall">Hall's symbol.</param>
internal sealed record SpaceGroupSetting(int Number, string Symbol, string Choice, string Hall)
{
    private const int FirstCubic = 195;

    private static readonly SpaceGroupSetting[] All =
    [
        .. EmbeddedTable.Rows("SpaceGroups").Select(row =>
            new SpaceGroupSetting(int.Parse(row[0], CultureInfo.InvariantCulture), row[1], row[2], row[3])),
    ];

    private static readonly ILookup<string, SpaceGroupSetting> Named = All
        .SelectMany(setting => setting.Names().Distinct().Select(name => (name, setting)))
        .ToLookup(entry => entry.name, entry => entry.setting);

    // Symbols of 1992 with the double glide plane e.
    private static readonly Dictionary<string, string> Newer = new()
    {
        ["aem2"] = "abm2",
        ["aea2"] = "aba2",
        ["cmce"] = "cmca",
        ["cmme"] = "cmma",
        ["ccce"] = "ccca",
    };

    /// <summary>How a message names it.</summary>
    public override string ToString() => Choice.Length == 0 ? Symbol : $"{Symbol}:{Choice}";

    /// <summary>The operations.</summary>
    public SymmetryGroup Group() => HallSymbol.Parse(Hall)!;

    /// <summary>All settings of a number, the usual one first.</summary>
    public static IReadOnlyList<SpaceGroupSetting> OfNumber(int number) => [.. All.Where(setting => setting.Number == number)];

    /// <summary>
    /// All settings of a Hermann-Mauguin symbol, with or without spaces, short or full, old or new: "Fd-3m:2", "F d 3 m S",
    /// "P21/c", "R-3cH". Nothing where it is no symbol.
    /// </summary>
    public static IReadOnlyList<SpaceGroupSetting> OfSymbol(string symbol)
    {
        string compact = Compact(symbol);
        if (Matching(compact) is { Count: > 0 } found)
        {
            return found;
        }

        (string name, string choice) = compact.Length < 2 ? (compact, "") : compact[^1] switch
        {
            '1' or 's' => (compact[..^1], "1"),
            '2' or 'z' => (compact[..^1], "2"),
            'h' => (compact[..^1], "H"),
            'r' => (compact[..^1], "R"),
            _ => (compact, ""),
        };
        return [.. Matching(name.TrimEnd(':')).Where(setting => setting.Choice == choice)];
    }

    private static IReadOnlyList<SpaceGroupSetting> Matching(string name) => [.. Named[Newer.GetValueOrDefault(name, name)]];

    private IEnumerable<string> Names()
    {
        string[] parts = Symbol.Split(' ');
        yield return Compact(Symbol);
        if (parts.Length == 4 && parts.Count(part => part == "1") == 2)
        {
            yield return Compact(parts[0] + parts.Skip(1).First(part => part != "1"));
        }

        if (Number >= FirstCubic)
        {
            yield return Compact(Symbol).Replace("-3", "3", StringComparison.Ordinal);
        }
    }

    private static string Compact(string symbol) => string.Concat(
        symbol.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '(' or ')'))).ToLowerInvariant();
}
