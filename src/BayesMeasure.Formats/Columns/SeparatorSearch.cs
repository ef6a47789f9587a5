namespace BayesMeasure.Formats.Columns;

/// <summary>Finds what stands between the fields of a text: the separator that makes numbers of most lines.</summary>
/// <param name="content">The file.</param>
/// <param name="from">The first line to look at, from 0.</param>
internal sealed class SeparatorSearch(FileContent content, int from)
{
    private const int SampledLines = 400;

    /// <summary>The best separator; at a tie, the first of tab, semicolon, comma and white space.</summary>
    public FieldSplitter Best()
    {
        int[] sample = Sample();
        return FieldSplitter.Separators
            .Select(separator => new FieldSplitter(separator))
            .MaxBy(splitter => (sample.Sum(line => Score(splitter, line)), HasEmptyColumn(splitter, sample) ? 0 : 1))!;
    }

    /// <summary>Whether the second field of every line of numbers is empty: then two tabs stand for one.</summary>
    private bool HasEmptyColumn(FieldSplitter splitter, int[] sample) =>
        sample.Where(line => Score(splitter, line) > 0).All(line => splitter.Field(content.Lines[line], 1).IsEmpty);

    /// <summary>Lines from the start and from all over the text.</summary>
    private int[] Sample()
    {
        int count = Math.Max(content.Lines.Count - from, 0);
        int step = Math.Max(1, count / SampledLines);
        return
        [
            .. Enumerable.Range(0, count)
                .Where(i => i < SampledLines / 4 || i % step == 0)
                .Select(i => from + i),
        ];
    }

    /// <summary>Two points for a line of numbers alone, one where two of its fields are numbers.</summary>
    private int Score(FieldSplitter splitter, int line)
    {
        ReadOnlySpan<char> text = content.Lines[line];
        if (text.IsWhiteSpace() || TableLine.CommentMark(text).Length > 0)
        {
            return 0;
        }

        splitter.Split(text);
        int numbers = 0;
        int missing = 0;
        for (int i = 0; i < splitter.Count; i++)
        {
            ReadOnlySpan<char> field = splitter.Field(text, i);
            bool isNumber = NumberStyle.IsNumber(field);
            numbers += isNumber ? 1 : 0;
            missing += !isNumber && NumberStyle.IsMissing(field) ? 1 : 0;
        }

        bool isAll = numbers + missing == splitter.Count;
        return splitter.Count < 2 || numbers == 0 ? 0 : isAll ? 2 : numbers >= 2 ? 1 : 0;
    }
}
