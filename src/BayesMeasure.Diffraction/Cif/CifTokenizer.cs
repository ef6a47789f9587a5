using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>
/// Parts the text of a CIF into tokens: Hall, Allen and Brown, Acta Cryst. A47 (1991) 655, as version 1.1 states it, and quotes
/// of three as in version 2.
/// </summary>
internal sealed class CifTokenizer(string file, string text)
{
    private const string Check = "Look whether the file is cut there, or ask its database for it again.";

    private int position;
    private int line = 1;

    private char Current => text[position];

    private bool AtStartOfLine => position == 0 || text[position - 1] == '\n';

    /// <summary>All tokens.</summary>
    public IEnumerable<CifToken> Tokens()
    {
        while (SkipBlank())
        {
            yield return Next();
        }
    }

    /// <summary>Goes to the next token; false at the end.</summary>
    private bool SkipBlank()
    {
        while (position < text.Length)
        {
            if (Current == '#')
            {
                int end = text.IndexOf('\n', position);
                position = end < 0 ? text.Length : end;
            }
            else if (char.IsWhiteSpace(Current) || Current == '\0')
            {
                line += Current == '\n' ? 1 : 0;
                position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private CifToken Next()
    {
        if (Current == ';' && AtStartOfLine)
        {
            return ReadField();
        }

        return Current is '\'' or '"' ? ReadQuoted(Current) : ReadWord();
    }

    /// <summary>A text of many lines, from a semicolon at the start of a line to the next one there.</summary>
    private CifToken ReadField()
    {
        int end = text.IndexOf("\n;", position, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Error(line, "The text that begins here with ';' does not end.");
        }

        CifToken token = new(CifTokenKind.Quoted, text[(position + 1)..end].Trim(), line);
        line += text.AsSpan(position, end + 1 - position).Count('\n');
        position = end + 2;
        return token;
    }

    /// <summary>A quote ends where blank follows it, so that 'a dog's life' is one value.</summary>
    private CifToken ReadQuoted(char quote)
    {
        string triple = new(quote, 3);
        if (string.CompareOrdinal(text, position, triple, 0, 3) == 0
            && text.IndexOf(triple, position + 3, StringComparison.Ordinal) is int close and > 0)
        {
            CifToken longText = new(CifTokenKind.Quoted, text[(position + 3)..close].Trim(), line);
            line += text.AsSpan(position, close - position).Count('\n');
            position = close + 3;
            return longText;
        }

        for (int i = position + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == quote && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                CifToken token = new(CifTokenKind.Quoted, text[(position + 1)..i], line);
                position = i + 1;
                return token;
            }
        }

        throw Error(line, $"The value that begins with {quote} does not end on its line.");
    }

    private CifToken ReadWord()
    {
        int start = position;
        while (position < text.Length && !char.IsWhiteSpace(Current))
        {
            position++;
        }

        string word = text[start..position];
        return word switch
        {
            ['_', _, ..] => new(CifTokenKind.Tag, word.ToLowerInvariant().Replace('.', '_'), line),
            _ when word.StartsWith("data_", StringComparison.OrdinalIgnoreCase) => new(CifTokenKind.Block, word[5..], line),
            _ when word.Equals("loop_", StringComparison.OrdinalIgnoreCase) => new(CifTokenKind.Loop, word, line),
            _ when word.StartsWith("save_", StringComparison.OrdinalIgnoreCase)
                || word.Equals("global_", StringComparison.OrdinalIgnoreCase)
                || word.Equals("stop_", StringComparison.OrdinalIgnoreCase) =>
                throw Error(line, $"'{word}' belongs to dictionaries and has no place in a structure."),
            _ => new(CifTokenKind.Bare, word, line),
        };
    }

    private MeasurementFormatException Error(int at, string problem) => new(problem, Check, file, at);
}
