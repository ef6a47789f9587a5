namespace BayesMeasure.Formats.Columns;

/// <summary>The names and units of the columns, from the lines above the numbers.</summary>
/// <param name="Columns">A name for each column; empty where the file does not tell.</param>
/// <param name="Lines">The lines that it took, from 0.</param>
/// <param name="Remark">What was decided; null for nothing.</param>
internal sealed record TableHeader(ColumnName[] Columns, int[] Lines, string? Remark)
{
    private const int ChiPreamble = 4;
    private static readonly ColumnName Nameless = new("", "", null);

    /// <summary>How many fields the line above has, where these are not as many as there are columns; 0 where they are.</summary>
    public int MismatchedNames { get; private init; }

    /// <summary>Whether the file names its columns.</summary>
    public bool HasNames => Columns.Length > 0;

    /// <summary>The name of a column, from 0.</summary>
    public ColumnName this[int column] => column < Columns.Length ? Columns[column] : Nameless;

    /// <summary>Finds the header of a table.</summary>
    public static TableHeader Of(FileContent content, TableLayout layout, int from)
    {
        if (layout.NamesLine >= 0)
        {
            return Named(layout, layout.NamesLine, null);
        }

        if (OfChi(content, layout) is { } axes)
        {
            return axes;
        }

        int above = Above(layout, layout.First, from);
        return above < 0 ? None(layout) : OfLine(layout, above, from);
    }

    private static TableHeader None(TableLayout layout, string? remark = null) => new([], [], remark);

    private static TableHeader OfLine(TableLayout layout, int line, int from)
    {
        string[] fields = layout.FieldsOfNames(line);
        if (!HasOneNameAColumn(fields, layout) || IsEntry(fields, layout))
        {
            return layout.KindOf(line) == TableLineKind.Comment ? None(layout) : Mismatched(layout, fields);
        }

        if (!ColumnName.AreUnits(fields))
        {
            return Named(
                layout, line, layout.KindOf(line) == TableLineKind.Comment ? "The names are those of the comment above." : null);
        }

        int higher = Above(layout, line, from);
        string[] names = higher >= 0 ? layout.FieldsOfNames(higher) : [];
        return HasOneNameAColumn(names, layout)
            ? new([.. names.Zip(fields, (name, unit) => ColumnName.Parse(name) with { Unit = ColumnName.UnitOf(unit) })],
                [higher, line],
                $"The units are those of line {line + 1}.")
            : Named(layout, line, null);
    }

    private static TableHeader Named(TableLayout layout, int line, string? remark) =>
        new([.. layout.FieldsOfNames(line).Select(ColumnName.Parse)], [line], remark);

    /// <summary>Trailing separators may stand in the header alone.</summary>
    private static bool HasOneNameAColumn(string[] fields, TableLayout layout) =>
        fields.Length == layout.Columns || fields.Length == layout.RawColumns
        || (fields.Length > layout.Columns && fields.Skip(layout.Columns).All(field => field.Length == 0));

    /// <summary>
    /// "Points, 100" and "Operator: B" are entries of a preamble; temperatures may name columns of which the first is not one.
    /// </summary>
    private static bool IsEntry(string[] fields, TableLayout layout)
    {
        int numbers = fields.Count(field => NumberStyle.IsNumber(field));
        return (layout.Splitter.IsSpace && Array.Exists(fields, field => field.EndsWith(':')))
            || NumberStyle.IsNumber(fields[0])
            || (numbers > 0 && (fields.Length < 3 || numbers < fields.Length - 1));
    }

    private static TableHeader Mismatched(TableLayout layout, string[] fields) => None(
        layout,
        fields.Length >= 2 && fields.Length != layout.Columns && !layout.Splitter.IsSpace
            ? $"The line above the numbers has {fields.Length} fields and they have {layout.Columns}: it does not name them."
            : null) with
    {
        MismatchedNames = fields.Length,
    };

    /// <summary>FIT2D writes a title, the names of the axes on two lines, and the number of points.</summary>
    private static TableHeader? OfChi(FileContent content, TableLayout layout)
    {
        int start = layout.First - ChiPreamble;
        bool isChi = start == 0 && layout.KindOf(start + 3) == TableLineKind.Number
            && Enumerable.Range(start, 3).All(line => layout.KindOf(line) is TableLineKind.Text or TableLineKind.Comment);
        return isChi
            ? new(
                [ColumnName.Parse(content.Lines[start + 1].Trim().ToString()), ColumnName.Parse(
                    content.Lines[start + 2].Trim().ToString())],
                [.. Enumerable.Range(start, ChiPreamble)],
                "The names of the axes are those of lines 2 and 3, as FIT2D writes them.")
            : null;
    }

    /// <summary>The next line above that is neither blank nor a number alone; -1 where there is none.</summary>
    private static int Above(TableLayout layout, int line, int from)
    {
        int above = line - 1;
        while (above >= from && layout.KindOf(above) is TableLineKind.Blank or TableLineKind.Number)
        {
            above--;
        }

        return above >= from ? above : -1;
    }
}
