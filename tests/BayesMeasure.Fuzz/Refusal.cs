using System.Globalization;

namespace BayesMeasure.Fuzz;

/// <summary>What is asked of everything that is said about bad input.</summary>
internal static class Refusal
{
    private const int MostCharacters = 1_200;

    private static readonly string[] OfCode =
        ["   at ", "(Parameter '", ".cs:line", "Exception:", "Object reference", "Unhandled"];

    /// <summary>What is wrong with it; null where nothing is.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="mostLines">How many lines it may have.</param>
    public static string? Complaint(string said, int mostLines)
    {
        string text = said.TrimEnd('\n');
        int lines = text.Split('\n').Length;
        return text.Length == 0 ? "nothing is said"
            : lines > mostLines ? $"{lines} lines are said: {Shown(text)}"
            : text.Length > MostCharacters ? $"{text.Length} characters are said: {Shown(text)}"
            : text.Any(IsUnseen) ? $"what cannot be seen is said: {Shown(text)}"
            : OfCode.Any(part => text.Contains(part, StringComparison.Ordinal)) ? $"the code is spoken of: {Shown(text)}"
            : null;
    }

    private static bool IsUnseen(char letter) => letter != '\n' && char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Shown(string text) => string.Concat(
        text.Take(MostCharacters).Select(letter => IsUnseen(letter) ? $"<{(int)letter:x}>" : $"{letter}"));
}
