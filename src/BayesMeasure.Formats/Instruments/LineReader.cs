using System.Globalization;
using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Reads a text in which the meaning of a line follows from its place, a line a value, and knows what it looked for.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="format">What the format is called in messages.</param>
internal sealed class LineReader(FileContent content, string format)
{
    private int next;

    /// <summary>A line of text.</summary>
    public string Text(string what) => Take(what).ToString();

    /// <summary>A number; an empty line is none.</summary>
    public double Number(string what)
    {
        ReadOnlySpan<char> text = Take(what);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw NoNumber(what, text);
    }

    /// <summary>A whole number.</summary>
    public int Integer(string what)
    {
        ReadOnlySpan<char> text = Take(what);
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value : throw NoNumber(what, text);
    }

    /// <summary>How many lines follow for something: not more than there are.</summary>
    public int Count(string what)
    {
        int value = Integer(what);
        return value >= 0 && value <= content.Lines.Count
            ? value
            : throw Fail(
                $"{what} is {value}, but the file has {content.Lines.Count} lines.", "Export it again: it is cut or broken.");
    }

    /// <summary>Leaves lines out.</summary>
    public void Skip(int count, string what)
    {
        for (int i = 0; i < count; i++)
        {
            Take(what);
        }
    }

    /// <summary>An error at the line that was read last.</summary>
    public MeasurementFormatException Fail(string problem, string advice) =>
        content.ErrorAt(Math.Max(next, 1), $"{format}: {problem}", advice);

    private ReadOnlySpan<char> Take(string what) => next < content.Lines.Count
        ? content.Lines[next++].Trim()
        : throw Fail($"the file ends where the {what} should be.", "Export it again: it is cut, or of another version.");

    private MeasurementFormatException NoNumber(string what, ReadOnlySpan<char> text) => Fail(
        $"\"{text}\" stands where the {what} should be.", "Export it again as VAMAS, or as text with columns.");
}
