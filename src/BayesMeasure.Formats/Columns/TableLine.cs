namespace BayesMeasure.Formats.Columns;

/// <summary>What a line of a text is.</summary>
internal enum TableLineKind : byte
{
    /// <summary>Nothing, or nothing but separators.</summary>
    Blank,

    /// <summary>A comment, by the mark at its start.</summary>
    Comment,

    /// <summary>Neither of these, and no point.</summary>
    Text,

    /// <summary>One number alone: how many points follow, or which spectrum it is.</summary>
    Number,

    /// <summary>A point: x and y are numbers, or missing.</summary>
    Row,
}

/// <summary>A line of a text, as it was understood.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Fields">The number of its fields.</param>
/// <param name="Filled">The number of its fields up to the last that is not empty.</param>
internal readonly record struct TableLine(TableLineKind Kind, int Fields, int Filled)
{
    private static readonly string[] CommentMarks = ["#", "%", "!", ";", "'", "//", "/*", "*/", "@", "&"];

    /// <summary>Whether there is something on the line, and no comment.</summary>
    public bool IsWritten => Kind is TableLineKind.Text or TableLineKind.Number or TableLineKind.Row;

    /// <summary>Whether the line has so many fields, or more of which the last are empty.</summary>
    public bool Fits(int columns) => Fields == columns || (Fields > columns && Filled <= columns);

    /// <summary>The mark with which a comment begins; empty where the line is none.</summary>
    public static string CommentMark(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimStart();
        if (text.IsEmpty || char.IsAsciiLetterOrDigit(text[0]))
        {
            return "";
        }

        foreach (string mark in CommentMarks)
        {
            if (text.StartsWith(mark))
            {
                return mark;
            }
        }

        return "";
    }

    /// <summary>Understands a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="splitter">How it is split; it has the fields of the line afterwards, where it is not a comment.</param>
    /// <param name="x">The column of x, from 0.</param>
    /// <param name="y">The column of y, from 0.</param>
    public static TableLine Of(ReadOnlySpan<char> line, FieldSplitter splitter, int x, int y)
    {
        if (line.IsWhiteSpace())
        {
            return default;
        }

        if (CommentMark(line).Length > 0)
        {
            return new(TableLineKind.Comment, 0, 0);
        }

        splitter.Split(line);
        int filled = splitter.FilledCount;
        if (filled == 0)
        {
            return default;
        }

        ReadOnlySpan<char> first = splitter.Field(line, x);
        ReadOnlySpan<char> second = splitter.Field(line, y);
        bool isFirst = NumberStyle.IsNumber(first);
        bool isSecond = NumberStyle.IsNumber(second);
        bool isRow = splitter.Count > Math.Max(x, y)
            && (isFirst || NumberStyle.IsMissing(first)) && (isSecond || NumberStyle.IsMissing(second)) && (isFirst || isSecond);
        bool isAlone = filled == 1 && NumberStyle.IsNumber(splitter.Field(line, 0));
        return new(
            isAlone && !isRow ? TableLineKind.Number : isRow ? TableLineKind.Row : TableLineKind.Text, splitter.Count, filled);
    }
}
