using BayesMeasure.Formats.Columns;

namespace BayesMeasure.Formats.Instruments;

/// <summary>Lines of numbers between white space, in a text whose format says where they begin and end.</summary>
/// <param name="Columns">The numbers, column by column; NaN where one is missing.</param>
/// <param name="Lines">The line of each row, from 1.</param>
internal sealed record NumberBlock(double[][] Columns, int[] Lines)
{
    /// <summary>Reads the lines of a part of a text that are neither blank nor comments with #.</summary>
    /// <param name="content">The file.</param>
    /// <param name="start">The first line, from 0.</param>
    /// <param name="end">The line after the last, from 0.</param>
    /// <exception cref="Measurements.MeasurementFormatException">A field is no number, or a line has more or fewer than the
    /// first.</exception>
    public static NumberBlock Read(FileContent content, int start, int end)
    {
        var splitter = new FieldSplitter(' ');
        var columns = new List<List<double>>();
        var lines = new List<int>();
        for (int line = start; line < end; line++)
        {
            ReadOnlySpan<char> text = content.Lines[line];
            if (text.IsWhiteSpace() || text.TrimStart().StartsWith("#"))
            {
                continue;
            }

            splitter.Split(text);
            while (lines.Count == 0 && columns.Count < splitter.Count)
            {
                columns.Add([]);
            }

            if (splitter.Count != columns.Count)
            {
                throw content.ErrorAt(
                    line + 1,
                    $"The line has {splitter.Count} fields, but those before have {columns.Count}.",
                    "Complete or remove it.");
            }

            lines.Add(line + 1);
            for (int column = 0; column < columns.Count; column++)
            {
                columns[column].Add(Parse(content, line, column, splitter.Field(text, column)));
            }
        }

        return new([.. columns.Select(column => column.ToArray())], [.. lines]);
    }

    private static double Parse(FileContent content, int line, int column, ReadOnlySpan<char> field) =>
        NumberStyle.Plain.TryParse(field, out double value) ? value
        : NumberStyle.IsMissing(field) ? double.NaN
        : throw content.ErrorAt(
            line + 1, $"\"{field}\" is not a number.", "Correct it, or write NaN for a missing value.", column + 1);
}
