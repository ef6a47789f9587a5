using BayesMeasure.Reports;

namespace BayesMeasure.CommandLine;

/// <summary>
/// A message as a terminal may show it: what the user typed is quoted in 60 characters at most, but for paths, and what cannot be
/// seen, moves the cursor or changes colours is written out as \x1b.
/// </summary>
public static class ErrorText
{
    /// <summary>The message.</summary>
    /// <param name="message">What is to be said.</param>
    /// <param name="arguments">What the user typed, wherever the message repeats it.</param>
    public static string Of(string message, params IEnumerable<string> arguments) => PrintableText.Message(arguments
        .SelectMany(WithValue)
        .Where(argument => argument.Length > 0 && argument != Quoted(argument))
        .OrderByDescending(argument => argument.Length)
        .Aggregate(message, (text, argument) => text.Replace(argument, Quoted(argument), StringComparison.Ordinal)));

    /// <summary>A part of what the user typed.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().IndexOfAny('/', '\\') >= 0 ? PrintableText.Of(text) : PrintableText.Quoted(text);

    /// <summary>An option and its value may be typed as one word.</summary>
    private static string[] WithValue(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign
            ? [argument, argument[(sign + 1)..]]
            : [argument];
}
