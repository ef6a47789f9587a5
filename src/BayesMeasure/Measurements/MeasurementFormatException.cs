using System.Diagnostics.CodeAnalysis;
using BayesMeasure.Reports;

namespace BayesMeasure.Measurements;

/// <summary>
/// A file does not hold the measurement it should. The message says in two lines what is wrong and where, and what to do.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "An error of a file always says which file, and what to do.")]
public sealed class MeasurementFormatException : FormatException
{
    /// <summary>Creates an error that concerns a whole file.</summary>
    /// <param name="problem">What is wrong: a sentence.</param>
    /// <param name="advice">What to do: a sentence.</param>
    /// <param name="file">The file, as it shall be named.</param>
    /// <param name="innerException">The error behind this one; null if there is none.</param>
    public MeasurementFormatException(string problem, string advice, string file, Exception? innerException = null)
        : base(Text(file, problem, advice), innerException) => File = file;

    /// <summary>Creates an error that concerns a line.</summary>
    /// <param name="problem">What is wrong: a sentence.</param>
    /// <param name="advice">What to do: a sentence.</param>
    /// <param name="file">The file, as it shall be named.</param>
    /// <param name="line">The number of the line, from 1.</param>
    /// <param name="column">The number of the column, from 1; null for the whole line.</param>
    public MeasurementFormatException(string problem, string advice, string file, int line, int? column = null)
        : base(Text($"{file}, line {line}{(column == null ? "" : $", column {column}")}", problem, advice))
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    /// <summary>The number of the line, from 1, comments and blank lines included; null for the whole file.</summary>
    public int? Line { get; }

    /// <summary>The number of the column (the field, not the character), from 1; null for the whole line.</summary>
    public int? Column { get; }

    // What a file holds is quoted, and it may hold anything.
    private static string Text(string place, string problem, string advice) =>
        $"{PrintableText.Line(place)}: {PrintableText.Line(problem)}\n{PrintableText.Line(advice)}";
}
