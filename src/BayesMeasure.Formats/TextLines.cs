namespace BayesMeasure.Formats;

/// <summary>The lines of a text, ended in any of the three ways, without a copy of each: a million of them is common.</summary>
internal sealed class TextLines
{
    private readonly string text;
    private readonly List<(int Start, int Length)> lines = [];

    public TextLines(string text)
    {
        this.text = text;
        int start = 0;
        while (start < text.Length)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (length < 0)
            {
                lines.Add((start, text.Length - start));
                return;
            }

            lines.Add((start, length));
            start += length + 1;
            if (text[start - 1] == '\r' && start < text.Length && text[start] == '\n')
            {
                start++;
            }
        }
    }

    /// <summary>The number of lines.</summary>
    public int Count => lines.Count;

    /// <summary>A line, from 0.</summary>
    public ReadOnlySpan<char> this[int index] => text.AsSpan(lines[index].Start, lines[index].Length);
}
