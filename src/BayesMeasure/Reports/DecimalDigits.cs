using System.Globalization;

namespace BayesMeasure.Reports;

/// <summary>A number in decimal digits, rounded at some place: Units times 10 to the power Last.</summary>
/// <param name="IsNegative">Whether it is below 0.</param>
/// <param name="Units">Its digits, without a leading zero but for 0 itself.</param>
/// <param name="Last">The place of the last digit: 0 for ones, -2 for hundredths.</param>
internal readonly record struct DecimalDigits(bool IsNegative, string Units, int Last)
{
    private bool IsZero => Units == "0";

    /// <summary>The place of the first digit; that of the last one for 0.</summary>
    public int Top => Last + Units.Length - 1;

    /// <summary>Rounds a finite number at a place.</summary>
    public static DecimalDigits Round(double value, int last)
    {
        int behind = TopOf(value) - last;
        return new(value < 0, behind < 0 ? (behind == -1 && IsHalfOrMore(value) ? "1" : "0") : UnitsOf(value, behind), last);
    }

    /// <summary>
    /// The place at which a number with this error ends: that of the first digit of the error, or of the second one where the
    /// first is 1.
    /// </summary>
    /// <param name="error">The error: above 0, finite.</param>
    public static int LastOf(double error)
    {
        string rounded = Scientific(error, 1);
        int top = ExponentOf(rounded);
        return rounded[0] == '1' ? top - 1 : top;
    }

    /// <summary>The place of the first digit of a finite number; very low for 0.</summary>
    public static int TopOf(double value) => value == 0 ? int.MinValue / 2 : ExponentOf(Scientific(value, 16));

    /// <summary>
    /// Whether a reader would rather have it without an exponent: neither zeros that say nothing before or behind its digits, nor
    /// more of them than one can count.
    /// </summary>
    /// <param name="top">The place of its first digit.</param>
    /// <param name="last">The place of its last digit.</param>
    public static bool IsPlain(int top, int last) => last > 0 ? top <= 5 : top is >= -4 and <= 14;

    /// <summary>The digits of the number divided by a power of ten.</summary>
    public string DividedBy(int exponent)
    {
        int decimals = exponent - Last;
        string sign = IsNegative && !IsZero ? "-" : "";
        if (decimals <= 0)
        {
            return sign + Units + (IsZero ? "" : new string('0', -decimals));
        }

        string padded = Units.PadLeft(decimals + 1, '0');
        return $"{sign}{padded[..^decimals]}.{padded[^decimals..]}";
    }

    /// <summary>The number by itself, with an exponent where it needs one.</summary>
    /// <param name="top">The place of the first digit of the greatest number that it stands beside.</param>
    public string ToText(int top) =>
        IsPlain(top, Last) ? DividedBy(0) : IsZero ? "0" : $"{DividedBy(Top)}{Exponent(Top)}";

    /// <summary>A power of ten as it is written behind a number.</summary>
    public static string Exponent(int exponent) => "e" + exponent.ToString(CultureInfo.InvariantCulture);

    private static bool IsHalfOrMore(double value) => Scientific(value, 16)[0] >= '5';

    /// <summary>Rounding may carry to one digit more, which the format leaves out.</summary>
    private static string UnitsOf(double value, int behind)
    {
        string text = Scientific(value, behind);
        string digits = text[..text.IndexOf('E', StringComparison.Ordinal)].Replace(".", "", StringComparison.Ordinal);
        return ExponentOf(text) > TopOf(value) ? digits + "0" : digits;
    }

    private static string Scientific(double value, int behind) =>
        Math.Abs(value).ToString("E" + behind.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int ExponentOf(string scientific) => int.Parse(
        scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1),
        NumberStyles.AllowLeadingSign,
        CultureInfo.InvariantCulture);
}
