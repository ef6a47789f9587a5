using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// A font that has the characters of a text: the usual one where it has all of them, and else the one of this machine that lacks
/// the fewest, so that Greek and Japanese names are drawn where a font for them exists. What none has is a question mark, and
/// said: an empty box says neither.
/// </summary>
internal sealed class TextFont
{
    private static readonly ConcurrentDictionary<string, SKFont> Known = new();

    private readonly SKFont font;

    private TextFont(string name)
    {
        Name = name;
        font = FontOf(name);
    }

    /// <summary>The family.</summary>
    public string Name { get; }

    /// <summary>The font for a text.</summary>
    public static TextFont For(string text)
    {
        var usual = new TextFont(FigureStyle.FontName);
        string[] lacking = [.. usual.MissingIn(text)];
        return lacking.Length == 0 || !FigureStyle.HasFont ? usual : lacking
            .Select(character => SKFontManager.Default.MatchCharacter(char.ConvertToUtf32(character, 0)))
            .OfType<SKTypeface>()
            .Select(typeface => new TextFont(typeface.FamilyName))
            .Prepend(usual)
            .MinBy(candidate => candidate.MissingIn(text).Count())!;
    }

    /// <summary>The characters of a text that the font does not have, each once.</summary>
    public IEnumerable<string> MissingIn(string text) => text.EnumerateRunes()
        .Where(rune => !Has(rune)).Distinct().Select(rune => rune.ToString());

    /// <summary>The text with a question mark for each character that the font does not have.</summary>
    public string Readable(string text) => !MissingIn(text).Any() ? text : string.Concat(
        text.EnumerateRunes().Select(rune => Has(rune) ? rune.ToString() : "?"));

    /// <summary>Spaces and marks that are not seen need no glyph.</summary>
    private bool Has(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.NonSpacingMark
        || font.ContainsGlyph(rune.Value);

    private static SKFont FontOf(string name) => Known.GetOrAdd(name, family => new SKFont(SKTypeface.FromFamilyName(family)));
}
