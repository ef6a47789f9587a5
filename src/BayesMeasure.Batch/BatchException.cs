using BayesMeasure.Reports;

namespace BayesMeasure.Batch;

/// <summary>
/// A batch that cannot begin, go on or be read: its folder holds another plan, a file is damaged, the data changed. The message
/// says which file, and what to do; nothing was destroyed.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "It always says where, and what to do.")]
public sealed class BatchException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="place">The file, the folder or the source, as it shall be named.</param>
    /// <param name="problem">What is wrong: the rest of a sentence that begins with the place.</param>
    /// <param name="advice">What to do: a sentence.</param>
    /// <param name="inner">The error behind it; null where there is none.</param>
    internal BatchException(string place, string problem, string advice, Exception? inner = null)
        : base($"{PrintableText.Line($"{place} {problem}")}\n{PrintableText.Line(advice)}", inner) => Place = place;

    /// <summary>A folder that has no room, or that this user may not write to.</summary>
    /// <param name="folder">What the folder is called.</param>
    /// <param name="error">What the system said.</param>
    internal static BatchException NotWritable(string folder, Exception error) => new(
        folder,
        $"cannot be written to: {error.Message}",
        "Make room, or let this user write there, and run the same again: what was done is kept.",
        error);

    /// <summary>The file, the folder or the source.</summary>
    public string Place { get; }

    /// <summary>Whether it is the models that cannot be used.</summary>
    internal bool IsOfModel { get; init; }
}
