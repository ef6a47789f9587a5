using System.Collections.Frozen;
using System.Globalization;

namespace BayesMeasure.Diffraction.Atoms;

/// <summary>A chemical element, or an isotope of hydrogen, which scatters as hydrogen does.</summary>
/// <param name="Symbol">Its symbol, such as "Fe"; "D" and "T" are isotopes.</param>
/// <param name="Number">Its atomic number.</param>
/// <param name="Mass">Its molar mass in g/mol.</param>
internal sealed record Element(string Symbol, int Number, double Mass)
{
    private const double DeuteriumMass = 2.0141;
    private const double TritiumMass = 3.0160;

    private static readonly FrozenDictionary<string, Element> Known = Read();

    /// <summary>The symbol under which the tables of scattering have it.</summary>
    public string ScatteringSymbol => Number == 1 ? "H" : Symbol;

    /// <summary>The element of a symbol, in any case of letters; null where there is none.</summary>
    public static Element? Find(ReadOnlySpan<char> symbol) =>
        symbol.Length is 1 or 2 && Known.TryGetValue(symbol.ToString(), out Element? element) ? element : null;

    private static FrozenDictionary<string, Element> Read() => EmbeddedTable.Rows("Elements")
        .Select(row => new Element(row[1], int.Parse(row[0], CultureInfo.InvariantCulture), EmbeddedTable.Number(row[2])))
        .Concat([new Element("D", 1, DeuteriumMass), new Element("T", 1, TritiumMass)])
        .ToFrozenDictionary(element => element.Symbol, StringComparer.OrdinalIgnoreCase);
}
