using System.Globalization;
using System.Text;

namespace BayesMeasure.Measurements;

/// <summary>
/// Text from a file as it may be shown: a control character would move the cursor of a terminal, change its colours or hide what
/// stands before it, so that each is written out, as \x1b or \u202e.
/// </summary>
internal static class PrintableText
{
    /// <summary>The text, with what cannot be seen written out.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnseen))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            printable.Append(IsUnseen(character) ? Escaped(character) : character.ToString());
        }

        return printable.ToString();
    }

    // A half of a pair cannot be told from a pair that is cut, and both are rare: pairs are kept, and terminals show a lone half
    // as a box.
    private static bool IsUnseen(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escaped(char character) =>
        character <= 0xFF ? $"\\x{(int)character:x2}" : $"\\u{(int)character:x4}";
}
