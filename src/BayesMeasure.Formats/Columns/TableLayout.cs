using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Where the numbers of a text lie: how its lines are split, and which of them are points. What stands around them is remarked
/// on; what stands between them, or does not fit them, is refused.
/// </summary>
internal sealed class TableLayout
{
    private const int QuotedCharacters = 60;

    private readonly FileContent content;
    private readonly TableLine[] lines;
    private readonly int from;
    private readonly int x;
    private readonly int y;

    /// <summary>Finds the numbers.</summary>
    /// <param name="content">The file.</param>
    /// <param name="skip">How many lines not to look at.</param>
    /// <param name="columns">The columns of x and y that were chosen, by name or number; null for the first two.</param>
    public TableLayout(FileContent content, int skip, (CsvColumn? X, CsvColumn? Y, CsvColumn? Sigma) columns)
    {
        this.content = content;
        from = skip;
        Splitter = new SeparatorSearch(content, skip).Best();
        CsvColumn?[] chosen = [columns.X, columns.Y, columns.Sigma];
        NamesLine = Array.Exists(chosen, column => column?.Name != null) ? FindNames(chosen) : -1;
        x = PositionOf(columns.X, 0);
        y = PositionOf(columns.Y, UsualY(x));
        lines = Understand();
        Columns = MostCommonCount();
        (First, Last) = FindBlock();
        RequireEqualRows();
        RequireNothingElse();
    }

    /// <summary>How lines are split.</summary>
    public FieldSplitter Splitter { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The first line with a point, from 0.</summary>
    public int First { get; }

    /// <summary>The last line with a point, from 0.</summary>
    public int Last { get; }

    /// <summary>The line in which columns that were chosen by name have their names, from 0; -1 where none was.</summary>
    public int NamesLine { get; }

    /// <summary>What a line is, from 0.</summary>
    public TableLineKind KindOf(int line) => lines[line].Kind;

    /// <summary>The lines with points, from 0.</summary>
    public IEnumerable<int> Rows => Enumerable.Range(First, Last - First + 1).Where(
        line => lines[line].Kind == TableLineKind.Row);

    /// <summary>Says which lines around the points were left out.</summary>
    /// <param name="header">The lines of the header, from 0.</param>
    public IEnumerable<string> Remarks(int[] header)
    {
        int[] before = [.. Others(from, First).Except(header)];
        int[] after = [.. Others(Last + 1, lines.Length)];
        if (before.Length > 0)
        {
            yield return $"Skipped before the numbers: {Quoted(before)}.";
        }

        if (after.Length > 0)
        {
            yield return $"Skipped after the numbers: {Quoted(after)}.";
        }
    }

    /// <summary>The column of y where none is chosen: the second, or the third where x is the second.</summary>
    public static int UsualY(int x) => x == 1 ? 2 : 1;

    private static bool IsWritten(TableLineKind kind) => kind is TableLineKind.Text or TableLineKind.Number or TableLineKind.Row;

    private int FindNames(CsvColumn?[] chosen)
    {
        for (int line = from; line < content.Lines.Count; line++)
        {
            string[] fields = FieldsOfNames(line);
            if (chosen.All(
                column => column?.Name is not { } name || Array.Exists(fields, field => ColumnName.Parse(field).Is(name))))
            {
                return line;
            }
        }

        throw MissingName(chosen.First(column => column?.Name != null)!);
    }

    /// <summary>
    /// The fields of a line that may have names, without the mark of a comment: split as the numbers are, or else in the way that
    /// gives a name to each column.
    /// </summary>
    public string[] FieldsOfNames(int line)
    {
        string[] fields = FieldsOfNames(line, Splitter);
        return fields.Length == Columns || Columns == 0
            ? fields
            : FieldSplitter.Separators.Select(separator => FieldsOfNames(line, new FieldSplitter(separator)))
                .FirstOrDefault(others => others.Length == Columns, fields);
    }

    private string[] FieldsOfNames(int line, FieldSplitter splitter)
    {
        ReadOnlySpan<char> text = content.Lines[line].Trim();
        string[] fields = splitter.Texts(text[TableLine.CommentMark(text).Length..].Trim());
        return splitter.IsSpace ? ColumnName.JoinUnits([.. fields.Select(field => field.TrimEnd(',', ';'))]) : fields;
    }

    private MeasurementFormatException MissingName(CsvColumn column)
    {
        for (int line = from; line < content.Lines.Count; line++)
        {
            string[] fields = FieldsOfNames(line);
            if (fields.Length > 1 && !Array.Exists(fields, field => NumberStyle.IsNumber(field)))
            {
                string names = string.Join(", ", fields.Select(field => $"\"{field}\""));
                return content.ErrorAt(
                    line + 1, $"There is no column {column}.", $"This line has {names}; a number from 1 chooses too.");
            }
        }

        return content.Error($"There is no column {column}.", "No line names the columns: choose by a number, from 1.");
    }

    private int PositionOf(CsvColumn? column, int usual)
    {
        if (column?.Name is { } name)
        {
            return Array.FindIndex(FieldsOfNames(NamesLine), field => ColumnName.Parse(field).Is(name));
        }

        return column?.Number is { } number ? number - 1 : usual;
    }

    private TableLine[] Understand()
    {
        var understood = new TableLine[content.Lines.Count];
        for (int line = from; line < understood.Length; line++)
        {
            TableLine one = TableLine.Of(content.Lines[line], Splitter, x, y);
            understood[line] = line <= NamesLine && IsWritten(one.Kind) ? one with { Kind = TableLineKind.Text } : one;
        }

        return understood;
    }

    private int MostCommonCount()
    {
        var counts = new Dictionary<int, int>();
        foreach (TableLine line in lines)
        {
            if (line.Kind == TableLineKind.Row)
            {
                counts[line.Fields] = counts.GetValueOrDefault(line.Fields) + 1;
            }
        }

        int most = counts.Count > 0 ? counts.MaxBy(entry => entry.Value).Key : throw NoRows();
        int filled = lines.Where(line => line.Kind == TableLineKind.Row && line.Fields == most).Max(line => line.Filled);
        return Math.Max(filled, Math.Max(x, y) + 1);
    }

    /// <summary>The longest run of points without text between them.</summary>
    private (int First, int Last) FindBlock()
    {
        (int First, int Last, int Count) best = (-1, -1, 0);
        (int First, int Last, int Count) run = best;
        for (int line = from; line < lines.Length; line++)
        {
            if (lines[line].Kind == TableLineKind.Row)
            {
                run = (run.Count == 0 ? line : run.First, line, run.Count + 1);
                best = run.Count > best.Count ? run : best;
            }
            else if (IsWritten(lines[line].Kind))
            {
                run = (-1, -1, 0);
            }
        }

        return (best.First, best.Last);
    }

    private void RequireEqualRows()
    {
        foreach (int line in Rows)
        {
            if (!lines[line].Fits(Columns))
            {
                throw content.ErrorAt(
                    line + 1,
                    $"The line has {lines[line].Fields} fields between {Splitter.Name}, but most have {Columns}.",
                    "Complete or remove it. Decimal commas need another separator; lines of a preamble are left out by Skip.");
            }
        }
    }

    /// <summary>Beside the points there must be nothing that looks like more of them, or like a broken one.</summary>
    private void RequireNothingElse()
    {
        for (int line = from; line < lines.Length; line++)
        {
            if ((line < First || line > Last) && lines[line].Kind == TableLineKind.Row && lines[line].Fits(Columns))
            {
                throw TextBetween(line);
            }
        }

        int above = Others(from, First).LastOrDefault(-1);
        int below = Others(Last + 1, lines.Length).FirstOrDefault(-1);
        foreach (int line in (int[])[above, below])
        {
            if (line > NamesLine && line >= 0 && lines[line].Kind == TableLineKind.Text && lines[line].Fits(Columns))
            {
                RequireNoBrokenPoint(line);
            }
        }
    }

    /// <summary>
    /// A word before a number is an entry of a preamble; a number beside a word, or half a number, is a broken point.
    /// </summary>
    private void RequireNoBrokenPoint(int line)
    {
        ReadOnlySpan<char> text = content.Lines[line];
        Splitter.Split(text);
        ReadOnlySpan<char> first = Splitter.Field(text, x);
        ReadOnlySpan<char> second = Splitter.Field(text, y);
        bool isFirst = NumberStyle.IsNumber(first);
        if (isFirst || (
            NumberStyle.IsNumber(second) && first.Length > 0 && (char.IsAsciiDigit(first[0]) || first[0] is '-' or '.')))
        {
            throw NoNumber(line, isFirst ? y : x, isFirst ? second : first);
        }
    }

    /// <summary>Points in two places: the line between them that is none is to blame.</summary>
    private MeasurementFormatException TextBetween(int row)
    {
        (int start, int end) = row < First ? (row, First) : (Last, row);
        int line = Others(start + 1, end).First();
        ReadOnlySpan<char> text = content.Lines[line];
        Splitter.Split(text);
        bool isFirst = NumberStyle.IsNumber(Splitter.Field(text, x));
        if (lines[line].Fits(Columns) && (isFirst || NumberStyle.IsNumber(Splitter.Field(text, y))))
        {
            int column = isFirst ? y : x;
            return NoNumber(line, column, Splitter.Field(text, column));
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

    private MeasurementFormatException NoRows()
    {
        int number = Array.FindIndex(lines, line => line.Kind == TableLineKind.Number);
        int words = Array.FindIndex(lines, line => line.Kind == TableLineKind.Text);
        return number >= 0
            ? content.ErrorAt(
                number + 1,
                x == 0 && y == 1
                    ? "There is only one column, but a measurement needs x and y."
                    : $"There are no numbers in columns {x + 1} and {y + 1}.",
                "Write both on each line, with a comma, semicolon, tab or space between them.")
            : words >= 0
                ? content.Error(
                    $"There are no lines with numbers for x and y in columns {x + 1} and {y + 1}.",
                    "A line for each point is needed. Choose the columns, or export the curve as text with columns.")
                : content.Error("The file is empty.", "It must hold a line for each point, with x and y as numbers.");
    }

    /// <summary>The lines in a part of the text that are neither blank nor comments.</summary>
    private IEnumerable<int> Others(int start, int end) =>
        Enumerable.Range(start, Math.Max(0, end - start)).Where(line => IsWritten(lines[line].Kind));

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
