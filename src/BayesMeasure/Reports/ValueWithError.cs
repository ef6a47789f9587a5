using System.Globalization;

namespace BayesMeasure.Reports;

/// <summary>
/// A number with its standard error, and the one rule by which tables, sentences and figures round it: both end at the first
/// digit of the error, or at the second one where the first is 1. An exponent, where they need one, is common to both.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; 0 for an exact number, which is rounded to 6 digits.</param>
/// <example>
/// <code>
/// new ValueWithError(244.2314, 0.0213).ToString()   // 244.23 +- 0.02
/// new ValueWithError(1.2345e-9, 5e-12).Typeset      // (1.234 ± 0.005)×10⁻⁹
/// </code>
/// </example>
public readonly record struct ValueWithError(double Value, double StandardError)
{
    /// <summary>More digits than these a double does not have.</summary>
    private const int MostDigits = 17;

    private const int DigitsWithoutError = 6;

    /// <summary>A part of a range that is rounding error alone.</summary>
    private const double Negligible = 1e-9;

    private bool HasError => StandardError > 0 && double.IsFinite(StandardError);

    /// <summary>As for print, such as "(1.234 ± 0.005)×10⁻⁹", with a minus as long as a plus.</summary>
    public string Typeset => ToTypeset(ToString());

    /// <summary>As plain text, such as "244.23 +- 0.02" or "(1.234 +- 0.005)e-9"; the number alone where it is exact.</summary>
    public override string ToString()
    {
        if (StandardError == 0)
        {
            return Rounded(Value);
        }

        if (!HasError || !double.IsFinite(Value))
        {
            return $"{Rounded(Value)} +- {Rounded(StandardError, 1)}";
        }

        int last = DecimalDigits.LastOf(StandardError);
        var value = DecimalDigits.Round(Value, last);
        var error = DecimalDigits.Round(StandardError, last);
        int top = Math.Max(value.Top, error.Top);
        if (top - last >= MostDigits)
        {
            return $"{Value.ToString("R", CultureInfo.InvariantCulture)} +- {error.ToText(error.Top)}";
        }

        return DecimalDigits.IsPlain(top, last)
            ? $"{value.DividedBy(0)} +- {error.DividedBy(0)}"
            : $"({value.DividedBy(top)} +- {error.DividedBy(top)}){DecimalDigits.Exponent(top)}";
    }

    /// <summary>A number of a range, as for print: with 6 digits, or as many as tell it apart from others of the range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="length">The length of the range, such as an axis; what is far below it is 0.</param>
    public static string TypesetWithin(double value, double length) =>
        ToTypeset(WithinRange(Math.Abs(value) < Negligible * length ? 0 : value, length));

    /// <summary>A number whose error is not known, rounded to some significant digits; zeros at the end are left out.</summary>
    internal static string Rounded(double value, int digits = DigitsWithoutError)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0" : value.ToString(CultureInfo.InvariantCulture);
        }

        int top = DecimalDigits.TopOf(value);
        var rounded = DecimalDigits.Round(value, top - digits + 1);
        string units = rounded.Units.TrimEnd('0');
        int trimmed = Math.Min(rounded.Units.Length - units.Length, Math.Max(0, -rounded.Last));
        bool isPlain = DecimalDigits.IsPlain(rounded.Top, rounded.Last);
        return isPlain
            ? (rounded with { Units = rounded.Units[..^trimmed], Last = rounded.Last + trimmed }).DividedBy(0)
            : (rounded with { Units = units, Last = rounded.Top - units.Length + 1 }).ToText(rounded.Top);
    }

    /// <summary>
    /// A number that is told apart from others by their scatter, such as a quantile by the standard deviation: it has one digit
    /// more than a number with this error.
    /// </summary>
    internal static string Resolved(double value, double scatter)
    {
        if (!(scatter > 0) || !double.IsFinite(scatter) || !double.IsFinite(value))
        {
            return Rounded(value);
        }

        var rounded = DecimalDigits.Round(value, DecimalDigits.LastOf(scatter) - 1);
        int top = Math.Max(rounded.Top, DecimalDigits.TopOf(scatter));
        return top - rounded.Last >= MostDigits ? value.ToString("R", CultureInfo.InvariantCulture) : rounded.ToText(top);
    }

    /// <summary>One end of a range, with 6 digits at least, and as many as the length of the range has.</summary>
    internal static string WithinRange(double value, double length) => length > 0 && double.IsFinite(length) && value != 0
        ? Rounded(value, DigitsWithoutError + Math.Max(0, DecimalDigits.TopOf(value) - DecimalDigits.TopOf(length)))
        : Rounded(value);

    /// <summary>Plain text of numbers as it stands in print.</summary>
    internal static string ToTypeset(string plain)
    {
        int exponent = plain.LastIndexOf('e');
        bool hasExponent = exponent >= 0 && int.TryParse(plain.AsSpan(exponent + 1), CultureInfo.InvariantCulture, out _);
        string digits = hasExponent ? plain[..exponent] : plain;
        string power = hasExponent ? "×10" + string.Concat(plain[(exponent + 1)..].Select(Superscript)) : "";
        return digits.Replace("+-", "±", StringComparison.Ordinal).Replace('-', '−') + power;
    }

    private static char Superscript(char character) => character == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[character - '0'];
}
