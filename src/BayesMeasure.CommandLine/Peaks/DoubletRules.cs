using System.CommandLine.Parsing;
using System.Globalization;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>What is known of the companion of each line of a doublet, a number or a distribution each.</summary>
/// <param name="Splitting">The position of the companion less that of the main line, in units of x.</param>
/// <param name="Ratio">The area of the companion over that of the main line.</param>
/// <param name="WidthRatio">The width of the companion over that of the main line.</param>
public sealed record DoubletRules(ParameterRule Splitting, ParameterRule Ratio, ParameterRule WidthRatio)
{
    private const string Advice =
        "write splitting=..,ratio=.. and, if need be, widthRatio=.., a number or a distribution each, such as "
        + "\"splitting=13.1,ratio=Normal(0.5,0.02)\".";

    private static string[] Names { get; } = ["splitting", "ratio", "widthRatio"];

    /// <summary>The prior of these parameters.</summary>
    public Prior Prior => new() { ["splitting"] = Splitting, ["ratio"] = Ratio, ["widthRatio"] = WidthRatio };

    /// <summary>Reads "splitting=13.1,ratio=Normal(0.5,0.02)".</summary>
    public static DoubletRules? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        var rules = new Dictionary<string, ParameterRule>();
        foreach (string part in AtCommas(text))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            string? name = Names.FirstOrDefault(known => known.Equals(sides[0], StringComparison.OrdinalIgnoreCase));
            if (name is null || sides.Length < 2 || !rules.TryAdd(name, Prior.Fixed(0)))
            {
                return Refused(Advice);
            }

            try
            {
                rules[name] = Rule(sides[1]);
            }
            catch (Exception error) when (error is FormatException or ArgumentException)
            {
                return Refused($"{name}: {UserErrorException.Sentence(error)}");
            }
        }

        if (!rules.TryGetValue("splitting", out ParameterRule? splitting)
            || !rules.TryGetValue("ratio", out ParameterRule? ratio))
        {
            return Refused(Advice);
        }

        ParameterRule widthRatio = rules.GetValueOrDefault("widthRatio", Prior.Fixed(1));
        return splitting is FixedValue { Value: 0 }
            ? Refused("the splitting is not 0.")
            : IsNegative(ratio) || IsNegative(widthRatio) || widthRatio is FixedValue { Value: 0 }
                ? Refused("ratio and widthRatio are positive.")
                : new(splitting, ratio, widthRatio);

        DoubletRules? Refused(string advice)
        {
            result.AddError($"--doublet {text}: {advice}");
            return null;
        }
    }

    private static bool IsNegative(ParameterRule rule) => rule is Distribution { Minimum: < 0 } or FixedValue { Value: < 0 };

    private static ParameterRule Rule(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? Prior.Fixed(value)
            : Prior.ParseRule(text);

    /// <summary>Commas within parentheses part the arguments of a distribution.</summary>
    private static IEnumerable<string> AtCommas(string text)
    {
        (int depth, int start) = (0, 0);
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
