using System.Globalization;
using BayesMeasure.Formats.Columns;
using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// The numbers of a table. Ordinates at even steps are written plainly (AFFN), without blanks (PAC), with the sign and first
/// digit in one letter (SQZ), as differences (DIF), and with equal ones counted (DUP), mixed at will.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="table">The table.</param>
internal sealed class JcampOrdinates(FileContent content, JcampRecord table)
{
    private const string Squeezed = "@ABCDEFGHI";
    private const string SqueezedMinus = "@abcdefghi";
    private const string Difference = "%JKLMNOPQR";
    private const string DifferenceMinus = "%jklmnopqr";
    private const string Repeat = "?STUVWXYZs";
    private const int MostPoints = 50_000_000;

    private readonly List<double> values = [];
    private readonly List<(double X, int Index)> starts = [];
    private double lastDifference;
    private bool isDifference;

    /// <summary>The x that the first line begins with, as it is written.</summary>
    public double FirstX => starts.Count > 0 ? starts[0].X : double.NaN;

    /// <summary>Reads the ordinates as they are written, without their factor; NaN where one is not known.</summary>
    public double[] Read()
    {
        for (int line = table.Line; line < table.End - 1; line++)
        {
            ReadOnlySpan<char> text = WithoutComment(content.Lines[line]).Trim();
            if (!text.IsEmpty)
            {
                ReadLine(text, line + 1);
            }
        }

        return [.. values];
    }

    /// <summary>Reads plain numbers, between blanks, commas and semicolons; NaN where one is not known.</summary>
    public double[] ReadPlain()
    {
        for (int line = table.Line; line < table.End - 1; line++)
        {
            ReadOnlySpan<char> text = WithoutComment(content.Lines[line]);
            foreach (Range range in text.SplitAny(" ,;\t"))
            {
                ReadOnlySpan<char> field = text[range].Trim();
                if (field.IsEmpty)
                {
                    continue;
                }

                values.Add(field is "?" ? double.NaN
                    : NumberStyle.Plain.TryParse(field, out double value) && double.IsFinite(value) ? value
                    : throw NoNumber(line + 1, field));
            }
        }

        return [.. values];
    }

    /// <summary>Says so where the x at the starts of the lines are not those of first and last x.</summary>
    public IEnumerable<string> Remarks(double first, double spacing, double factor)
    {
        double worst = starts.Select(start => Math.Abs(start.X * factor - first - spacing * start.Index)).DefaultIfEmpty().Max();
        if (worst > Math.Abs(spacing))
        {
            yield return FormattableString.Invariant(
                $"x at the starts of lines is up to {worst:G3} off FIRSTX, LASTX and NPOINTS, from which x is taken.");
        }
    }

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line) =>
        line.IndexOf("$$") is >= 0 and var comment ? line[..comment] : line;

    private void ReadLine(ReadOnlySpan<char> text, int line)
    {
        int position = NumberEnd(text, 0);
        if (!double.TryParse(text[..position], NumberStyles.Float, CultureInfo.InvariantCulture, out double x)
            || !double.IsFinite(x))
        {
            throw NoNumber(line, text[..Math.Min(text.Length, 20)]);
        }

        bool isChecked = isDifference;
        isDifference = false;
        starts.Add((x, isChecked ? values.Count - 1 : values.Count));
        while (position < text.Length)
        {
            char character = text[position];
            if (character is ' ' or ',' or '\t' or ';')
            {
                position++;
                continue;
            }

            int end = NumberEnd(text, position + 1);
            ReadToken(text[position..end], line, ref isChecked);
            position = end;
        }
    }

    private void ReadToken(ReadOnlySpan<char> token, int line, ref bool isChecked)
    {
        char first = token[0];
        if (Digit(first, Repeat) is > 0 and { } count && first != '?')
        {
            Duplicate(Number(count, token, line) - 1, line);
        }
        else if (first == '?' && token.Length == 1)
        {
            values.Add(double.NaN);
            isDifference = false;
        }
        else if (Digit(first, Difference) is { } up)
        {
            AddDifference(Number(up, token, line), line);
        }
        else if (Digit(first, DifferenceMinus) is { } down)
        {
            AddDifference(-Number(down, token, line), line);
        }
        else
        {
            AddValue(ValueOf(token, line), line, ref isChecked);
        }
    }

    private double ValueOf(ReadOnlySpan<char> token, int line) => Digit(token[0], Squeezed) is { } plus
        ? Number(plus, token, line)
        : Digit(token[0], SqueezedMinus) is { } minus
            ? -Number(minus, token, line)
            : double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw NoNumber(line, token);

    /// <summary>
    /// A line after one that ended with a difference begins with the value that it ended with, to check the sum.
    /// </summary>
    private void AddValue(double value, int line, ref bool isChecked)
    {
        if (isChecked)
        {
            isChecked = false;
            if (Math.Abs(value - values[^1]) > 1e-9 * Math.Max(Math.Abs(value), 1))
            {
                throw content.ErrorAt(
                    line,
                    FormattableString.Invariant(
                        $"The line begins with {value}, but the differences before it add up to {values[^1]}."),
                    "Export the spectrum again: the file is broken.");
            }

            isDifference = false;
            return;
        }

        isDifference = false;
        values.Add(value);
    }

    private void AddDifference(double difference, int line)
    {
        if (values.Count == 0 || double.IsNaN(values[^1]))
        {
            throw content.ErrorAt(line, "There is a difference, but no ordinate before it.", "Export the spectrum again.");
        }

        lastDifference = difference;
        isDifference = true;
        values.Add(values[^1] + difference);
    }

    private void Duplicate(double more, int line)
    {
        if (values.Count == 0 || !(more >= 0 && values.Count + more <= MostPoints))
        {
            throw content.ErrorAt(line, "An ordinate is repeated that is not there, or too often.", "Export the spectrum again.");
        }

        for (int i = 0; i < more; i++)
        {
            values.Add(isDifference ? values[^1] + lastDifference : values[^1]);
        }
    }

    /// <summary>The digit that a letter stands for; null for none.</summary>
    private static int? Digit(char letter, string letters) => letters.IndexOf(letter) is >= 0 and var digit ? digit : null;

    /// <summary>The number whose first digit was a letter.</summary>
    private double Number(int digit, ReadOnlySpan<char> token, int line) =>
        double.TryParse($"{digit}{token[1..]}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw NoNumber(line, token);

    /// <summary>
    /// Where a number ends: at what is neither a digit nor a point. E is an exponent with a sign behind it; without one, it is
    /// the letter for 5.
    /// </summary>
    private static int NumberEnd(ReadOnlySpan<char> text, int start)
    {
        int position = start;
        if (position == 0 && text[0] is '+' or '-')
        {
            position++;
        }

        while (position < text.Length)
        {
            if (IsExponent(text, position))
            {
                position += 3;
            }
            else if (char.IsAsciiDigit(text[position]) || text[position] == '.')
            {
                position++;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    private static bool IsExponent(ReadOnlySpan<char> text, int position) => text[position] is 'E' or 'e'
        && position > 0 && position + 2 < text.Length
        && (char.IsAsciiDigit(text[position - 1]) || text[position - 1] == '.')
        && text[position + 1] is '+' or '-'
        && char.IsAsciiDigit(text[position + 2]);

    private MeasurementFormatException NoNumber(int line, ReadOnlySpan<char> token) =>
        content.ErrorAt(line, $"\"{token}\" is not a number.", "Export the spectrum again: the file is broken.");
}
