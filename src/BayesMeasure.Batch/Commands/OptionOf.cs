using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace BayesMeasure.Batch.Commands;

/// <summary>Options whose values are read in one way, and refused in a sentence.</summary>
internal static class OptionOf
{
    /// <summary>A whole number from another one on.</summary>
    public static Option<int?> Count(string name, string description, int least = 1) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result => int.TryParse(TextOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= least ? value : Refuse<int?>(result, $"give a whole number from {least} on."),
    };

    /// <summary>A seed.</summary>
    public static Option<ulong?> Seed(string name, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result => ulong.TryParse(TextOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value : Refuse<ulong?>(result, "give a whole number that is not negative."),
    };

    /// <summary>A number.</summary>
    public static Option<double?> Number(string name, string description) => new(name)
    {
        HelpName = "X",
        Description = description,
        CustomParser = result => NumberOf(result) is double value && double.IsFinite(value)
            ? value : Refuse<double?>(result, "give a number, such as 0.5."),
    };

    /// <summary>A number of seconds above 0.</summary>
    public static Option<double?> Seconds(string name, string description) => new(name)
    {
        HelpName = "S",
        Description = description,
        CustomParser = result => NumberOf(result) is double value and > 0 and <= 1e6
            ? value : Refuse<double?>(result, "give a number of seconds above 0, such as 15."),
    };

    /// <summary>A text.</summary>
    public static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    /// <summary>A flag.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static double? NumberOf(ArgumentResult result) =>
        double.TryParse(TextOf(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static string TextOf(ArgumentResult result) => result.Tokens.Single().Value;

    private static T? Refuse<T>(ArgumentResult result, string advice)
    {
        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} {TextOf(result)}: {advice}");
        return default;
    }
}
