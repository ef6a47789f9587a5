using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// What stands before and after the points of a table: preambles and footers are remarked on, and what looks like more points, or
/// like a broken one, is refused.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="layout">Where its numbers lie.</param>
internal sealed class TableSurroundings(FileContent content, TableLayout layout)
{
    private const int QuotedCharacters = 60;

    /// <summary>Says which lines around the points were left out.</summary>
    /// <param name="header">The lines of the header, from 0.</param>
    public IEnumerable<string> Remarks(int[] header)
    {
        int[] before = [.. Others(layout.From, layout.First).Except(header)];
        int[] after = [.. Others(layout.Last + 1, content.Lines.Count)];
        if (before.Length > 0)
        {
            yield return $"Skipped before the numbers: {Quoted(before)}.";
        }

        if (after.Length > 0)
        {
            yield return $"Skipped after the numbers: {Quoted(after)}.";
        }
    }

    /// <summary>Beside the points there must be nothing that looks like more of them, or like a broken one.</summary>
    public TableSurroundings RequireNoPoints()
    {
        for (int line = layout.From; line < content.Lines.Count; line++)
        {
            if ((line < layout.First || line > layout.Last) && layout[line].Kind == TableLineKind.Row
                && layout[line].Fits(layout.Columns))
            {
                throw TextBetween(line);
            }
        }

        int above = Others(layout.From, layout.First).LastOrDefault(-1);
        int below = Others(layout.Last + 1, content.Lines.Count).FirstOrDefault(-1);
        foreach (int line in (int[])[above, below])
        {
            if (line > layout.NamesLine && line >= 0 && layout[line].Kind == TableLineKind.Text
                && layout[line].Fits(layout.Columns))
            {
                RequireNoBrokenPoint(line);
            }
        }

        return this;
    }

    /// <summary>
    /// A word before a number is an entry of a preamble; a number beside a word, or half a number, is a broken point.
    /// </summary>
    private void RequireNoBrokenPoint(int line)
    {
        ReadOnlySpan<char> text = content.Lines[line];
        layout.Splitter.Split(text);
        ReadOnlySpan<char> first = layout.Splitter.Field(text, layout.X);
        ReadOnlySpan<char> second = layout.Splitter.Field(text, layout.Y);
        bool isFirst = NumberStyle.IsNumber(first);
        bool isHalf = first.Length > 0 && (char.IsAsciiDigit(first[0]) || first[0] is '-' or '.');
        if (isFirst || (isHalf && NumberStyle.IsNumber(second)))
        {
            throw NoNumber(line, isFirst ? layout.Y : layout.X, isFirst ? second : first);
        }
    }

    /// <summary>Points in two places: the line between them that is none is to blame.</summary>
    private MeasurementFormatException TextBetween(int row)
    {
        (int start, int end) = row < layout.First ? (row, layout.First) : (layout.Last, row);
        int line = Others(start + 1, end).First(other => layout[other].Kind != TableLineKind.Row);
        ReadOnlySpan<char> text = content.Lines[line];
        layout.Splitter.Split(text);
        bool isFirst = NumberStyle.IsNumber(layout.Splitter.Field(text, layout.X));
        if (layout[line].Fits(layout.Columns) && (isFirst || NumberStyle.IsNumber(layout.Splitter.Field(text, layout.Y))))
        {
            int column = isFirst ? layout.Y : layout.X;
            return NoNumber(line, column, layout.Splitter.Field(text, column));
        }

        return content.ErrorAt(
            line + 1,
            $"\"{Shortened(text)}\" stands between two blocks of numbers, in lines {start + 1} and {end + 1}.",
            "Leave one block out: Skip lines before the numbers, or cut the file.");
    }

    private MeasurementFormatException NoNumber(int line, int column, ReadOnlySpan<char> field) => content.ErrorAt(
        line + 1,
        $"\"{Shortened(field)}\" is not a number.",
        "Correct it. Where the line belongs to a preamble, leave it out by Skip; before a note, put #.",
        column + 1);

    /// <summary>The lines in a part of the text that are neither blank nor comments.</summary>
    private IEnumerable<int> Others(int start, int end) =>
        Enumerable.Range(start, Math.Max(0, end - start)).Where(line => layout[line].IsWritten);

    private string Quoted(int[] skipped) => skipped.Length == 1
        ? $"line {skipped[0] + 1}, \"{Shortened(content.Lines[skipped[0]])}\""
        : $"lines {skipped[0] + 1} to {skipped[^1] + 1}, \"{Shortened(content.Lines[skipped[0]])}\" to "
            + $"\"{Shortened(content.Lines[skipped[^1]])}\"";

    private static string Shortened(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        return trimmed.Length <= QuotedCharacters ? trimmed.ToString() : $"{trimmed[..QuotedCharacters]}...";
    }
}
