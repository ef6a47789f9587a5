namespace BayesMeasure.Plotting;

/// <summary>How a quantity with a unit is written.</summary>
internal static class AxisLabel
{
    /// <summary>The name with the unit in parentheses: "energy (eV)".</summary>
    public static string Of(string name, string? unit) => unit is null ? name : $"{name} ({unit})";

    /// <summary>The unit after a number, with its space; empty where there is none.</summary>
    public static string Suffix(string? unit) => unit is null ? "" : $" {unit}";
}
