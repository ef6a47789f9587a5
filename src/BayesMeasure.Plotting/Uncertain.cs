using System.Globalization;

namespace BayesMeasure.Plotting;

/// <summary>A number with its standard deviation, as it is printed in a paper.</summary>
internal static class Uncertain
{
    /// <summary>Both with as many decimals as two digits of the standard deviation need: "1.2091 ± 0.0159".</summary>
    public static string Format(double value, double standardDeviation)
    {
        if (!(standardDeviation > 0 && double.IsFinite(standardDeviation)))
        {
            return Minus(value.ToString("G6", CultureInfo.InvariantCulture));
        }

        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(standardDeviation)), 0, 12);
        string format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
        string error = standardDeviation.ToString(format, CultureInfo.InvariantCulture);
        return $"{Minus(value.ToString(format, CultureInfo.InvariantCulture))} ± {error}";
    }

    private static string Minus(string number) => number.Replace('-', '−');
}
