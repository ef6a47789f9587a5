using System.Globalization;

namespace BayesMeasure.Diffraction.Atoms;

/// <summary>An atom or an ion, as a structure names it.</summary>
/// <param name="Element">The element.</param>
/// <param name="Charge">The charge in elementary charges; 0 for an atom.</param>
internal readonly record struct AtomKind(Element Element, int Charge)
{
    private const int MostCharge = 8;

    /// <summary>The name, such as "Fe3+".</summary>
    public override string ToString() => Charge == 0
        ? Element.Symbol
        : string.Create(CultureInfo.InvariantCulture, $"{Element.Symbol}{Math.Abs(Charge)}{(Charge > 0 ? '+' : '-')}");

    /// <summary>Reads "Fe", "FE", "Fe3+", "Fe+3", "O2-", "O-2" or "D"; null where it is no atom.</summary>
    public static AtomKind? Parse(string text)
    {
        int letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return Element.Find(text.AsSpan(0, letters)) is Element element ? new(element, ChargeOf(text.AsSpan(letters))) : null;
    }

    /// <summary>
    /// Reads the atom that a label begins with: "Fe1A" is iron. Where two letters and one are symbols, the one among the elements
    /// of the compound is taken, and else two letters only where the second is small.
    /// </summary>
    public static AtomKind? OfLabel(string label, IReadOnlySet<string> compound)
    {
        Element? two = label.Length > 1 && char.IsAsciiLetter(label[1]) ? Element.Find(label.AsSpan(0, 2)) : null;
        Element? one = label.Length > 0 ? Element.Find(label.AsSpan(0, 1)) : null;
        bool isOnlyTwo = two != null && char.IsAsciiLetterLower(label[1]) && (one == null || !compound.Contains(one.Symbol));
        bool prefersTwo = two != null && (one == null || compound.Contains(two.Symbol) || isOnlyTwo);
        return (prefersTwo ? two : one) is Element element ? new(element, 0) : null;
    }

    /// <summary>Both orders of sign and digit; a digit without a sign only numbers the atom.</summary>
    private static int ChargeOf(ReadOnlySpan<char> text)
    {
        int sign = text.IndexOfAny('+', '-');
        if (sign < 0)
        {
            return 0;
        }

        ReadOnlySpan<char> digits = sign == 0 ? text[1..] : text[..sign];
        bool isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size);
        int charge = isNumber ? Math.Min(size, MostCharge) : 1;
        return text[sign] == '+' ? charge : -charge;
    }
}
