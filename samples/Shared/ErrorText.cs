using System.Text.RegularExpressions;

namespace BayesMeasure.Samples;

/// <summary>
/// A message as a terminal may show it: what the user gave is quoted in 60 characters at most, and control characters, which
/// would move the cursor or change colours, are written out as \x1b.
/// </summary>
public static partial class ErrorText
{
    private const int Start = 40;
    private const int End = 17;

    /// <summary>The message.</summary>
    /// <param name="message">What is to be said.</param>
    public static string Of(string message)
    {
        string shown = Control().Replace(message, match => $"\\x{(int)match.Value[0]:x2}");
        return LongWord().Replace(shown, match => $"{match.Value[..Start]}...{match.Value[^End..]}");
    }

    [GeneratedRegex(@"[\x00-\x08\x0b-\x1f\x7f-\x9f]")]
    private static partial Regex Control();

    [GeneratedRegex(@"[^\s/\\]{61,}")]
    private static partial Regex LongWord();
}
