using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Where the numbers of a text lie: how its lines are split, and which of them are points. Lines of different lengths are
/// refused.
/// </summary>
internal sealed class TableLayout
{
    private readonly FileContent content;
    private readonly TableLine[] lines;

    /// <summary>Finds the numbers.</summary>
    /// <param name="content">The file.</param>
    /// <param name="skip">How many lines not to look at.</param>
    /// <param name="columns">The columns of x and y that were chosen, by name or number; null for the first two.</param>
    public TableLayout(FileContent content, int skip, (CsvColumn? X, CsvColumn? Y, CsvColumn? Sigma) columns)
    {
        this.content = content;
        From = skip;
        Splitter = new SeparatorSearch(content, skip).Best();
        CsvColumn?[] chosen = [columns.X, columns.Y, columns.Sigma];
        NamesLine = Array.Exists(chosen, column => column?.Name != null) ? FindNames(chosen) : -1;
        X = PositionOf(columns.X, 0);
        Y = PositionOf(columns.Y, UsualY(X));
        lines = Understand();
        Columns = MostCommonCount();
        (First, Last) = FindBlock();
        RequireEqualRows();
    }

    /// <summary>The first line that is looked at, from 0.</summary>
    public int From { get; }

    /// <summary>The column of x, from 0.</summary>
    public int X { get; }

    /// <summary>The column of y, from 0.</summary>
    public int Y { get; }

    /// <summary>How lines are split.</summary>
    public FieldSplitter Splitter { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of fields of most points, with those at the end that are always empty.</summary>
    public int RawColumns { get; private set; }

    /// <summary>The first line with a point, from 0.</summary>
    public int First { get; }

    /// <summary>The last line with a point, from 0.</summary>
    public int Last { get; }

    /// <summary>The line in which columns that were chosen by name have their names, from 0; -1 where none was.</summary>
    public int NamesLine { get; }

    /// <summary>A line as it was understood, from 0.</summary>
    public TableLine this[int line] => lines[line];

    /// <summary>What a line is, from 0.</summary>
    public TableLineKind KindOf(int line) => lines[line].Kind;

    /// <summary>The lines with points, from 0.</summary>
    public IEnumerable<int> Rows => Enumerable.Range(First, Last - First + 1).Where(
        line => lines[line].Kind == TableLineKind.Row);

    /// <summary>The column of y where none is chosen: the second, or the third where x is the second.</summary>
    public static int UsualY(int x) => x == 1 ? 2 : 1;

    private int FindNames(CsvColumn?[] chosen)
    {
        for (int line = From; line < content.Lines.Count; line++)
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
        string mark = TableLine.CommentMark(text);
        string[] fields = splitter.Texts(text[mark.Length..].Trim());
        fields = mark == "#" ? [.. fields.Select(field => field.TrimStart('#'))] : fields;
        return splitter.IsSpace ? ColumnName.JoinUnits([.. fields.Select(field => field.TrimEnd(',', ';'))]) : fields;
    }

    private MeasurementFormatException MissingName(CsvColumn column)
    {
        for (int line = From; line < content.Lines.Count; line++)
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
        for (int line = From; line < understood.Length; line++)
        {
            TableLine one = TableLine.Of(content.Lines[line], Splitter, X, Y);
            understood[line] = line <= NamesLine && one.IsWritten ? one with { Kind = TableLineKind.Text } : one;
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
        RawColumns = most;
        int filled = lines.Where(line => line.Kind == TableLineKind.Row && line.Fields == most).Max(line => line.Filled);
        return Math.Max(filled, Math.Max(X, Y) + 1);
    }

    /// <summary>The longest run of points without text between them.</summary>
    private (int First, int Last) FindBlock()
    {
        (int First, int Last, int Count) best = (-1, -1, 0);
        (int First, int Last, int Count) run = best;
        for (int line = From; line < lines.Length; line++)
        {
            if (lines[line].Kind == TableLineKind.Row)
            {
                run = (run.Count == 0 ? line : run.First, line, run.Count + 1);
                best = run.Count > best.Count ? run : best;
            }
            else if (lines[line].IsWritten)
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

    private MeasurementFormatException NoRows()
    {
        int number = Array.FindIndex(lines, line => line.Kind == TableLineKind.Number);
        int words = Array.FindIndex(lines, line => line.Kind == TableLineKind.Text);
        return number >= 0
            ? content.ErrorAt(
                number + 1,
                X == 0 && Y == 1
                    ? "There is only one column, but a measurement needs x and y."
                    : $"There are no numbers in columns {X + 1} and {Y + 1}.",
                "Write both on each line, with a comma, semicolon, tab or space between them.")
            : words >= 0
                ? content.Error(
                    $"There are no lines with numbers for x and y in columns {X + 1} and {Y + 1}.",
                    "A line for each point is needed. Choose the columns, or export the curve as text with columns.")
                : content.Error("The file is empty.", "It must hold a line for each point, with x and y as numbers.");
    }
}
