using System.Globalization;
using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>A block of a CIF: values by their tags, each a column; a value that stands alone is a column of one row.</summary>
/// <param name="file">The name of the file, as errors name it.</param>
/// <param name="name">The name of the block.</param>
/// <param name="line">The line on which it begins.</param>
internal sealed class CifBlock(string file, string name, int line)
{
    private readonly Dictionary<string, List<CifToken>> columns = [];

    /// <summary>The name of the block.</summary>
    public string Name => name;

    /// <summary>The line on which it begins.</summary>
    public int Line => line;

    /// <summary>Adds a column; the same one twice is an error where it says something else.</summary>
    public void Add(CifToken tag, List<CifToken> values)
    {
        if (!columns.TryAdd(tag.Text, values)
            && !columns[tag.Text].Select(value => value.Text).SequenceEqual(values.Select(value => value.Text)))
        {
            throw Error(tag.Line, $"{tag.Text} was given before, as something else.", "Keep the one that is right.");
        }
    }

    /// <summary>The first of some columns that is there and says something; null where none does.</summary>
    public IReadOnlyList<CifToken>? Column(params ReadOnlySpan<string> tags)
    {
        foreach (string tag in tags)
        {
            if (columns.TryGetValue(tag, out List<CifToken>? values) && values.Exists(value => !value.IsMissing))
            {
                return values;
            }
        }

        return null;
    }

    /// <summary>The first value of some tags that says something; null where none does.</summary>
    public CifToken? Value(params ReadOnlySpan<string> tags) =>
        Column(tags) is { } values && !values[0].IsMissing ? values[0] : null;

    /// <summary>A number, without the uncertainty of its last digits in brackets.</summary>
    /// <exception cref="MeasurementFormatException">The value is no number.</exception>
    public double Number(CifToken value, string tag)
    {
        ReadOnlySpan<char> text = value.Text;
        int bracket = text.IndexOf('(');
        ReadOnlySpan<char> digits = bracket > 0 && text[^1] == ')' ? text[..bracket] : text;
        bool isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number) ? number : throw Error(
            value.Line, $"{tag} is '{Short(value.Text)}', which is no number.", "Write a number, such as 4.7587(1).");
    }

    /// <summary>An error that concerns a line.</summary>
    public MeasurementFormatException Error(int at, string problem, string advice) => new(problem, advice, file, at);

    /// <summary>A value as a message shows it.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : $"{text[..37]}...";
}
