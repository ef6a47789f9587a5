namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Splits lines into fields at a tab, a semicolon, a comma, or runs of white space. It keeps the places of the fields of the line
/// that was split last, so that a million lines allocate nothing.
/// </summary>
/// <param name="separator">The character; a space stands for white space of any kind.</param>
internal sealed class FieldSplitter(char separator)
{
    private const char Quote = '"';

    private (int Start, int Length)[] places = new (int, int)[16];

    /// <summary>The separators, where two are equally good the better one first.</summary>
    public static IReadOnlyList<char> Separators { get; } = ['\t', ';', ',', ' '];

    /// <summary>The character.</summary>
    public char Separator => separator;

    /// <summary>Whether fields stand between runs of white space.</summary>
    public bool IsSpace => separator == ' ';

    /// <summary>The number of fields of the last line.</summary>
    public int Count { get; private set; }

    /// <summary>The number of fields up to the last that is not empty.</summary>
    public int FilledCount
    {
        get
        {
            int count = Count;
            while (count > 0 && places[count - 1].Length == 0)
            {
                count--;
            }

            return count;
        }
    }

    /// <summary>What the separator is called.</summary>
    public string Name => separator switch
    {
        '\t' => "tabs",
        ';' => "semicolons",
        ',' => "commas",
        _ => "spaces",
    };

    /// <summary>Splits a line.</summary>
    public void Split(ReadOnlySpan<char> line)
    {
        Count = 0;
        int start = 0;
        bool isQuoted = false;
        bool hasQuotes = line.Contains(Quote);
        for (int i = 0; i < line.Length; i++)
        {
            if (hasQuotes && line[i] == Quote)
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (line[i] == separator || (IsSpace && char.IsWhiteSpace(line[i]))))
            {
                Close(line, start, i);
                start = i + 1;
            }
        }

        Close(line, start, line.Length);
    }

    /// <summary>A field of the line that was split last, without its quotation marks; empty where the line has fewer.</summary>
    public ReadOnlySpan<char> Field(ReadOnlySpan<char> line, int index) =>
        index < Count ? line.Slice(places[index].Start, places[index].Length) : [];

    /// <summary>The fields of a line as text.</summary>
    public string[] Texts(ReadOnlySpan<char> line)
    {
        Split(line);
        string[] fields = new string[Count];
        for (int i = 0; i < Count; i++)
        {
            fields[i] = Field(line, i).ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        return fields;
    }

    private void Close(ReadOnlySpan<char> line, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(line[end - 1]))
        {
            end--;
        }

        if (IsSpace && start == end)
        {
            return;
        }

        if (end - start >= 2 && line[start] == Quote && line[end - 1] == Quote)
        {
            (start, end) = (start + 1, end - 1);
        }

        if (Count == places.Length)
        {
            Array.Resize(ref places, 2 * Count);
        }

        places[Count++] = (start, end - start);
    }
}
