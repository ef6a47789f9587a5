using System.Globalization;
using System.Text;

namespace BayesMeasure.Reports;

/// <summary>
/// Text from a file or a user as it may be shown: a control character would move the cursor of a terminal, change its colours or
/// hide what stands before it, so that each is written out, as \x1b or \u202e; and what is long is quoted by its beginning.
/// </summary>
internal static class PrintableText
{
    private const int MostQuoted = 60;
    private const int WordStart = 40;
    private const int WordEnd = 17;
    private const int MostOfLine = 900;
    private const int MostOfMessage = 1_200;
    private const int MostOfLongLine = 590;
    private const string Gap = "...";

    /// <summary>The text, with what cannot be seen written out.</summary>
    public static string Of(string text) => Without(IsUnseen, text);

    /// <summary>Markup, whose lines and tabs stay.</summary>
    public static string Markup(string text) =>
        Without(character => character is not ('\n' or '\r' or '\t') && IsUnseen(character), text);

    /// <summary>A text of several lines, with what cannot be seen written out.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(
        line => line.EndsWith('\r') ? $"{Of(line[..^1])}\r" : Of(line)));

    /// <summary>At most the first 60 characters of a text, as a message quotes them.</summary>
    public static string Quoted(string text) =>
        text.Length > MostQuoted ? $"{Of(text[..MostQuoted])}{Gap}" : Of(text);

    /// <summary>
    /// A message of lines: what cannot be seen is written out, words of more than 60 characters and lines of more than 900 lose
    /// their middle; those of more than 590 do, where all together would have more than 1,200. Whatever a message quotes, it can
    /// be read.
    /// </summary>
    public static string Message(string text)
    {
        string shown = Message(text, MostOfLine);
        return shown.Length <= MostOfMessage ? shown : Message(text, MostOfLongLine);
    }

    /// <summary>A line of a message: <see cref="Message(string)"/>, with ends of lines written out, too.</summary>
    public static string Line(string text) => Line(text, MostOfLine);

    private static string Message(string text, int mostOfLine) =>
        string.Join('\n', text.Split('\n').Select(line => Line(line, mostOfLine)));

    private static string Line(string text, int most)
    {
        string shown = Cut(Of(text), most - Gap.Length - MostQuoted, MostQuoted);
        return shown.Length <= MostQuoted
            ? shown
            : string.Join(' ', shown.Split(' ').Select(word => IsPath(word) ? word : Cut(word, WordStart, WordEnd)));
    }

    private static string Without(Func<char, bool> isUnseen, string text)
    {
        if (!text.Any(isUnseen))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            printable.Append(isUnseen(character) ? Escaped(character) : character.ToString());
        }

        return printable.ToString();
    }

    /// <summary>A path is long, and of use as a whole alone.</summary>
    private static bool IsPath(string word) => word.AsSpan().IndexOfAny('/', '\\') >= 0;

    private static string Cut(string text, int start, int end) =>
        text.Length <= start + Gap.Length + end ? text : $"{text[..start]}{Gap}{text[^end..]}";

    // A half of a pair cannot be told from a pair that is cut, and both are rare: pairs are kept, and terminals show a lone half
    // as a box.
    private static bool IsUnseen(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escaped(char character) =>
        character <= 0xFF ? $"\\x{(int)character:x2}" : $"\\u{(int)character:x4}";
}
