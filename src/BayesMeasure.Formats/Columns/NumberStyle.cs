using System.Globalization;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// How the numbers of a text are written: with a decimal point or comma, with or without separators of thousands.
/// </summary>
/// <param name="DecimalComma">Whether decimals stand behind a comma.</param>
/// <param name="Thousands">Whether the other of the two marks separates thousands.</param>
internal readonly record struct NumberStyle(bool DecimalComma, bool Thousands)
{
    private const int LongestNumber = 64;
    private const int GroupDigits = 3;
    private const char Minus = '\u2212';

    /// <summary>What separates thousands and nothing else: apostrophes, and spaces that break no line.</summary>
    private const string GroupMarks = "'\u2019\u00a0\u202f\u2009";

    private static readonly string[] MissingMarks =
    [
        "nan", "-nan", "na", "n/a", "null", "none", "--", "---", "-", "masked", "#n/a", "nan(ind)", "-nan(ind)", "1.#qnan",
        "-1.#qnan", "1.#ind", "-1.#ind",
    ];

    /// <summary>Decimal points, and no separators of thousands.</summary>
    public static NumberStyle Plain { get; } = new(false, false);

    /// <summary>Whether a field says that there is no value.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
        {
            return true;
        }

        if (char.IsAsciiDigit(field[^1]))
        {
            return false;
        }

        foreach (string mark in MissingMarks)
        {
            if (field.Equals(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // Fortran fills a field with stars where the number does not fit.
        return field.TrimStart('*').IsEmpty;
    }

    /// <summary>Whether a field has a mark that separates thousands and is nothing else.</summary>
    public static bool HasGroupMark(ReadOnlySpan<char> field) => field.ContainsAny(GroupMarks);

    /// <summary>Whether a field is a number in any of the styles.</summary>
    public static bool IsNumber(ReadOnlySpan<char> field) =>
        IsOrdinary(field)
        || (HasGroupMark(field) && (Plain.TryParse(field, out _) || new NumberStyle(true, false).TryParse(field, out _)))
        || Plain.TryParse(field, out _)
        || (field.ContainsAny(',', '.') && (new NumberStyle(true, true).TryParse(field, out _)
            || new NumberStyle(false, true).TryParse(field, out _)));

    /// <summary>
    /// Whether a field is digits with a sign and a point, or the two parts of a power of ten: known without its value.
    /// </summary>
    private static bool IsOrdinary(ReadOnlySpan<char> field)
    {
        int exponent = field.IndexOfAny('e', 'E');
        return exponent < 0
            ? IsDecimal(field, hasPoint: true)
            : IsDecimal(field[..exponent], hasPoint: true) && IsDecimal(field[(exponent + 1)..], hasPoint: false);
    }

    private static bool IsDecimal(ReadOnlySpan<char> field, bool hasPoint)
    {
        int digits = 0;
        for (int i = 0; i < field.Length; i++)
        {
            if (char.IsAsciiDigit(field[i]))
            {
                digits++;
            }
            else if (field[i] == '.' && hasPoint)
            {
                hasPoint = false;
            }
            else if (i > 0 || field[i] is not ('-' or '+'))
            {
                return false;
            }
        }

        return digits > 0;
    }

    /// <summary>
    /// Reads a number, also as Fortran writes it: 4.015D+02 is 401.5, and 1.234-101, whose exponent had no room for its letter,
    /// is 1.234e-101.
    /// </summary>
    public bool TryParse(ReadOnlySpan<char> field, out double value)
    {
        if (HasGroupMark(field))
        {
            return TryParseGroups(field, out value);
        }

        if (!DecimalComma && double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        value = 0;
        Span<char> plain = stackalloc char[LongestNumber + 1];
        int length = field.Length <= LongestNumber ? ToPlain(field, plain) : -1;
        return length > 0 && double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>1'172 is 1172 in any style, if all its groups have three digits.</summary>
    private bool TryParseGroups(ReadOnlySpan<char> field, out double value)
    {
        char mark = field[field.IndexOfAny(GroupMarks)];
        value = 0;
        return HasGroups(field, DecimalComma ? ',' : '.', mark)
            && TryParse(field.ToString().Replace($"{mark}", "", StringComparison.Ordinal), out value);
    }

    /// <summary>Writes the number with a point, an E and no thousands; the length, or -1 where it is none.</summary>
    private int ToPlain(ReadOnlySpan<char> field, Span<char> plain)
    {
        (char point, char thousands) = DecimalComma ? (',', '.') : ('.', ',');
        if (Thousands ? !HasGroups(field, point, thousands) : field.Contains(thousands))
        {
            return -1;
        }

        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            char character = field[i];
            bool followsDigit = i > 0 && (char.IsAsciiDigit(field[i - 1]) || field[i - 1] == point);
            if (character == thousands)
            {
                continue;
            }

            if (character is '+' or '-' && followsDigit && field.Length - i == GroupDigits + 1)
            {
                plain[length++] = 'E';
            }

            plain[length++] = character switch
            {
                Minus => '-',
                'D' or 'd' when followsDigit => 'E',
                _ when character == point => '.',
                _ => character,
            };
        }

        return length;
    }

    /// <summary>
    /// Whether the separators of thousands, if there are any, stand before groups of three digits, above the decimals.
    /// </summary>
    private static bool HasGroups(ReadOnlySpan<char> field, char point, char thousands)
    {
        int end = field.IndexOf(point);
        ReadOnlySpan<char> whole = (end < 0 ? field : field[..end]).TrimStart("+-\u2212");
        if (end >= 0 && field[end..].Contains(thousands))
        {
            return false;
        }

        int first = whole.IndexOf(thousands);
        if (first < 0)
        {
            return true;
        }

        if (first is 0 or > GroupDigits || whole[0] == '0')
        {
            return false;
        }

        foreach (Range group in whole[(first + 1)..].Split(thousands))
        {
            ReadOnlySpan<char> digits = whole[(first + 1)..][group];
            if (digits.Length != GroupDigits || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }
}
