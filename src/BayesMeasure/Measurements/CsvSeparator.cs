using System.Text;

namespace BayesMeasure.Measurements;

/// <summary>What stands between the fields of a text file: a tab, a semicolon, a comma, or a run of spaces.</summary>
/// <param name="Character">The character; a space stands for runs of white space.</param>
internal sealed record CsvSeparator(char Character)
{
    private const string Candidates = "\t;, ";

    /// <summary>Whether a comma may be a decimal comma: only where it cannot be the separator.</summary>
    public bool AllowsDecimalComma => Character is '\t' or ';';

    /// <summary>Whether the fields stand between runs of white space.</summary>
    public bool IsSpace => Character == ' ';

    /// <summary>The separator that most lines have; at a tie, the first of tab, semicolon, comma and space.</summary>
    public static CsvSeparator Detect(IReadOnlyList<string> lines)
    {
        char best = Candidates.MaxBy(candidate => lines.Count(line => new CsvSeparator(candidate).Split(line).Length > 1));
        return new CsvSeparator(best);
    }

    /// <summary>Splits a line at the separators that are not between quotation marks.</summary>
    public string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        foreach (char character in line.Trim(' '))
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
            }

            if (!isQuoted && IsSeparator(character))
            {
                Close(fields, field);
            }
            else
            {
                field.Append(character);
            }
        }

        Close(fields, field);
        return IsSpace ? [.. fields.Where(text => text.Length > 0)] : [.. fields];
    }

    private static void Close(List<string> fields, StringBuilder field)
    {
        string text = field.ToString().Trim();
        fields.Add(text is ['"', .. string quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : text);
        field.Clear();
    }

    private bool IsSeparator(char character) => IsSpace ? char.IsWhiteSpace(character) : character == Character;
}
