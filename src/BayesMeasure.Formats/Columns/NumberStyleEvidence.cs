using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Columns;

/// <summary>
/// Finds out how the numbers of a table are written. 1,172 is a thousand here and little more than one there, and nothing in such
/// a field tells: others have to, and where none does, the user.
/// </summary>
/// <param name="content">The file, for errors.</param>
internal sealed class NumberStyleEvidence(FileContent content)
{
    private const int GroupDigits = 3;

    private int commaLine = -1;
    private int decimalCommaLine = -1;
    private int thousandsCommaLine = -1;
    private int pointLine = -1;
    private string ambiguous = "";
    private bool hasThousandsPoints;

    /// <summary>Looks at a number; where most have no comma, this is nothing.</summary>
    /// <param name="field">The field.</param>
    /// <param name="line">Its line, from 0.</param>
    public void Add(ReadOnlySpan<char> field, int line)
    {
        int comma = field.IndexOf(',');
        int point = field.IndexOf('.');
        if (comma < 0)
        {
            pointLine = point >= 0 && pointLine < 0 ? line : pointLine;
            return;
        }

        if (commaLine < 0)
        {
            (commaLine, ambiguous) = (line, field.ToString());
        }

        bool isGrouped = new NumberStyle(false, true).TryParse(field, out _);
        bool hasMany = field[(comma + 1)..].Contains(',');
        if (isGrouped && (hasMany || point > comma))
        {
            thousandsCommaLine = thousandsCommaLine < 0 ? line : thousandsCommaLine;
        }
        else if (!isGrouped)
        {
            decimalCommaLine = decimalCommaLine < 0 ? line : decimalCommaLine;
            hasThousandsPoints |= point >= 0 && point < comma;
        }
    }

    /// <summary>The style that all numbers have.</summary>
    /// <param name="given">What the user says about commas; null for nothing.</param>
    /// <param name="remarks">What was decided.</param>
    /// <exception cref="MeasurementFormatException">The numbers contradict each other, or nothing tells.</exception>
    public NumberStyle Decide(bool? given, List<string> remarks)
    {
        if (commaLine < 0)
        {
            return given == true ? new(DecimalComma: true, Thousands: true) : NumberStyle.Plain;
        }

        if (given is { } isDecimal)
        {
            return new(isDecimal, Thousands: !isDecimal || hasThousandsPoints);
        }

        bool areThousands = thousandsCommaLine >= 0 || (pointLine >= 0 && decimalCommaLine < 0);
        if (decimalCommaLine >= 0 && (areThousands || pointLine >= 0))
        {
            throw Contradiction();
        }

        if (decimalCommaLine >= 0)
        {
            remarks.Add(hasThousandsPoints
                ? "Commas are decimal commas, and points separate thousands."
                : "Commas in numbers are decimal commas.");
            return new(DecimalComma: true, hasThousandsPoints);
        }

        if (areThousands)
        {
            remarks.Add(
                $"Commas in numbers separate thousands: {ambiguous} is {ambiguous.Replace(",", "", StringComparison.Ordinal)}.");
            return new(DecimalComma: false, Thousands: true);
        }

        throw content.ErrorAt(
            commaLine + 1,
            $"\"{ambiguous}\" may be {ambiguous.Replace(",", "", StringComparison.Ordinal)} or {ambiguous.Replace(',', '.')}: "
            + $"every comma stands before {GroupDigits} digits.",
            "Say which: DecimalComma = false where commas separate thousands, true where they are decimal commas.");
    }

    private MeasurementFormatException Contradiction()
    {
        int other = pointLine >= 0 ? pointLine : thousandsCommaLine;
        return content.ErrorAt(
            Math.Max(decimalCommaLine, other) + 1,
            $"There is a decimal comma in line {decimalCommaLine + 1}, but line {other + 1} has "
            + (pointLine >= 0 ? "a decimal point." : "thousands separated by commas."),
            "Write all numbers alike, without thousands separators.");
    }
}
