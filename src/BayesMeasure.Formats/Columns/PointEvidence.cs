using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Whether the points of a column may separate thousands: 1.172 beside 984 is a thousand where they do. A column where each
/// point stands before three digits and no whole number has more than three tells of both.
/// </summary>
internal sealed class PointEvidence
{
    private const int GroupDigits = 3;

    private bool hasWhole;
    private bool areDecimals;
    private int groupedLine = -1;
    private string grouped = "";

    /// <summary>Looks at a number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="line">Its line, from 0.</param>
    public void Add(ReadOnlySpan<char> field, int line)
    {
        if (areDecimals || field.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<char> digits = field.TrimStart("+-");
        int point = digits.IndexOf('.');
        if (point < 0)
        {
            hasWhole = true;
            areDecimals = digits.Length > GroupDigits;
        }
        else if (point is > 0 and <= GroupDigits && digits[0] != '0' && digits.Length == point + 1 + GroupDigits
            && char.IsAsciiDigit(digits[^1]))
        {
            (groupedLine, grouped) = groupedLine < 0 ? (line, field.ToString()) : (groupedLine, grouped);
        }
        else
        {
            areDecimals = true;
        }
    }

    /// <summary>Refuses what may be either.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="MeasurementFormatException">Nothing tells.</exception>
    public void RequireClear(FileContent content)
    {
        if (!areDecimals && hasWhole && groupedLine >= 0)
        {
            throw content.ErrorAt(
                groupedLine + 1,
                $"\"{grouped}\" may be {grouped.Replace(".", "", StringComparison.Ordinal)} or {grouped}: every point stands "
                    + $"before {GroupDigits} digits, and other numbers have none.",
                "Say which: DecimalComma = true where points separate thousands, false where they are decimal points.");
        }
    }
}
