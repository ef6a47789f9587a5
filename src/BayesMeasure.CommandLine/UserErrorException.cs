using System.Diagnostics.CodeAnalysis;

namespace BayesMeasure.CommandLine;

/// <summary>Something that the user can put right. The message says what is wrong and what to do, in one or two lines.</summary>
[SuppressMessage("Design", "CA1032", Justification = "An error for the user always says what to do.")]
public sealed class UserErrorException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the data are wrong, or do not fit what is asked of them, and not a word of the command line.</summary>
    public bool IsOfData { get; private init; }

    /// <summary>The error that data are wrong, or do not fit what is asked of them.</summary>
    /// <param name="message">Which, why, and what to do.</param>
    public static UserErrorException OfData(string message) => new(message) { IsOfData = true };

    /// <summary>The first sentence of an argument's error, without the name of the argument in the code.</summary>
    public static string Sentence(Exception error) => error.Message.Split(" (Parameter '")[0].ReplaceLineEndings(" ");
}
