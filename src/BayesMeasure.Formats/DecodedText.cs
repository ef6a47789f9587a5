using System.Text;

namespace BayesMeasure.Formats;

/// <summary>
/// The text of a file. Files of instruments do not say how they are written: a byte order mark decides where there is one, then
/// the zeros that UTF-16 has in every other byte, then whether the bytes are valid UTF-8; all else is Latin-1 as Windows writes
/// it (code page 1252).
/// </summary>
/// <param name="Text">The text, without the mark.</param>
/// <param name="IsText">Whether there are hardly any control characters in it.</param>
/// <param name="Remark">What was decided; null where it was UTF-8.</param>
internal sealed record DecodedText(string Text, bool IsText, string? Remark)
{
    private const int Inspected = 65536;
    private const double MostControls = 0.02;
    private const int FewControls = 16;
    private const double FewestZeros = 0.3;
    private const char EndOfFile = '\x1a';

    // What code page 1252 has from 0x80 on, where Latin-1 has control characters: the euro sign, quotation marks, dashes.
    private const string Windows =
        "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
        + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        Encoding.UTF8,
        Encoding.Unicode,
        Encoding.BigEndianUnicode,
    ];

    /// <summary>Decodes the bytes of a file.</summary>
    public static DecodedText Of(byte[] bytes)
    {
        (string text, string? remark) = Decode(bytes);
        string cut = WithoutEnd(text);
        return new(cut, HasFewControls(cut), remark);
    }

    private static (string Text, string? Remark) Decode(byte[] bytes)
    {
        foreach (Encoding encoding in Marked)
        {
            ReadOnlySpan<byte> mark = encoding.Preamble;
            if (bytes.AsSpan().StartsWith(mark))
            {
                return (encoding.GetString(bytes.AsSpan(mark.Length)), null);
            }
        }

        if (UnmarkedUtf16(bytes) is { } wide)
        {
            return (
                wide.GetString(bytes), $"The text has no byte order mark; by its zeros it is {wide.WebName.ToUpperInvariant()}.");
        }

        try
        {
            return (StrictUtf8.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            return (Latin1(bytes), "The text is not UTF-8; it was read as Latin-1 (Windows-1252).");
        }
    }

    private static Encoding? UnmarkedUtf16(byte[] bytes)
    {
        int pairs = Math.Min(bytes.Length, Inspected) / 2;
        if (pairs < 2)
        {
            return null;
        }

        int even = 0;
        int odd = 0;
        for (int i = 0; i < 2 * pairs; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        // Both halves of a character are never zero; a binary file has zeros anywhere.
        return (odd >= FewestZeros * pairs && even == 0) ? Encoding.Unicode
            : (even >= FewestZeros * pairs && odd == 0) ? Encoding.BigEndianUnicode
            : null;
    }

    private static string Latin1(byte[] bytes) => string.Create(bytes.Length, bytes, static (characters, source) =>
    {
        for (int i = 0; i < characters.Length; i++)
        {
            byte code = source[i];
            characters[i] = code is >= 0x80 and < 0xA0 ? Windows[code - 0x80] : (char)code;
        }
    });

    /// <summary>Programs for DOS ended a text with the byte 1A; what some of them left behind it is blank.</summary>
    private static string WithoutEnd(string text)
    {
        int end = text.IndexOf(EndOfFile, StringComparison.Ordinal);
        return end >= 0 && text.AsSpan(end).Trim("\x1a\0 \t\r\n").IsEmpty ? text[..end] : text;
    }

    private static bool HasFewControls(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(text.Length, Inspected));
        int controls = 0;
        foreach (char character in start)
        {
            if (character == '\0')
            {
                return false;
            }

            controls += char.IsControl(character) && !char.IsWhiteSpace(character) ? 1 : 0;
        }

        return controls <= Math.Max(FewControls, MostControls * start.Length);
    }
}
