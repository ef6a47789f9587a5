using System.Globalization;

namespace BayesMeasure.Reports;

/// <summary>A number with its standard error.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; 0 for an exact number.</param>
internal readonly record struct ValueWithError(double Value, double StandardError)
{
    /// <summary>The number as "244.23 +- 0.02", rounded to one digit of the error, two where it begins with 1.</summary>
    public override string ToString()
    {
        int decimals = StandardError > 0 ? Math.Clamp((int)Math.Ceiling(-Math.Log10(StandardError / 2)), 0, 10) : 6;
        string format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        string value = Value.ToString(format, CultureInfo.InvariantCulture);
        string error = StandardError.ToString(format, CultureInfo.InvariantCulture);
        return StandardError == 0 ? value : $"{value} +- {error}";
    }
}
