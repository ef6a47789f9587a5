using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using BayesMeasure.Measurements;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine;

/// <summary>Reads the values on the command line; what is wrong with one is said in a sentence that names its option.</summary>
public static class CommandValues
{
    /// <summary>A whole number between two others.</summary>
    public static Func<ArgumentResult, int> WholeNumber(string option, int least, int most) => result =>
    {
        bool isInteger = int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        return isInteger && value >= least && value <= most
            ? value
            : Refuse<int>(result, string.Create(
                CultureInfo.InvariantCulture, $"{option} {Text(result)}: give a whole number from {least:N0} to {most:N0}."));
    };

    /// <summary>A number of lanes.</summary>
    public static int? Lanes(ArgumentResult result) => Text(result) switch
    {
        "2" => 2,
        "4" => 4,
        "8" => 8,
        var other => Refuse<int?>(result, $"--lanes {other}: give 2, 4 or 8."),
    };

    /// <summary>The name of the file of a checkpoint.</summary>
    public static string? File(ArgumentResult result) => string.IsNullOrWhiteSpace(Text(result))
        ? Refuse<string>(result, "--checkpoint: give the name of a file, such as run.checkpoint.")
        : Text(result);

    /// <summary>A number above 0.</summary>
    public static Func<ArgumentResult, double?> Positive(string option, string example) => result =>
    {
        bool isNumber = double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && value is > 0 and <= 1e9
            ? value
            : Refuse<double?>(result, $"{option} {Text(result)}: give a number above 0, such as {example}.");
    };

    /// <summary>A number between two others.</summary>
    public static Func<ArgumentResult, double?> Between(string option, double least, double most, string example) => result =>
    {
        bool isNumber = double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && value >= least && value <= most
            ? value
            : Refuse<double?>(result, string.Create(
                CultureInfo.InvariantCulture,
                $"{option} {Text(result)}: give a number from {least} to {most}, such as {example}."));
    };

    /// <summary>A seed.</summary>
    public static ulong Seed(ArgumentResult result) =>
        ulong.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : Refuse<ulong>(result, $"--seed {Text(result)}: give a whole number that is not negative.");

    /// <summary>A number of components, or a range such as 1..6.</summary>
    /// <param name="option">The option.</param>
    /// <param name="components">What the components are called, such as "peaks".</param>
    /// <param name="fewest">The smallest number that there can be.</param>
    public static Func<ArgumentResult, ComponentRange?> Range(string option, string components, int fewest = 0) => result =>
    {
        string[] ends = Text(result).Split("..");
        int[] numbers = [.. ends.Select(Count)];
        return numbers switch
        {
            { Length: > 2 } => Refused("give a number, such as 3, or a range, such as 1..6."),
            _ when numbers.Any(number => number < fewest) => Refused($"give whole numbers from {fewest}, such as 3 or 1..6."),
            _ when numbers[0] > numbers[^1] => Refused($"the range is empty; did you mean {numbers[^1]}..{numbers[0]}?"),
            _ when numbers[^1] > ComponentRange.Limit => Refused($"give at most {ComponentRange.Limit} {components}."),
            _ => new(numbers[0], numbers[^1]),
        };

        ComponentRange? Refused(string advice) => Refuse<ComponentRange>(result, $"{option} {Text(result)}: {advice}");
    };

    /// <summary>
    /// The name of a choice on the command line, such as "pseudo-voigt": a capital before a small letter begins a word.
    /// </summary>
    public static string NameOf<T>(T choice)
        where T : struct, Enum => Regex.Replace(choice.ToString(), "(?<!^)(?=[A-Z][a-z])", "-").ToLowerInvariant();

    /// <summary>The names of all choices on the command line.</summary>
    public static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(NameOf);

    /// <summary>One of the names of an enumeration, in any case.</summary>
    public static Func<ArgumentResult, T> Choice<T>(string option)
        where T : struct, Enum => result => Find<T>(Text(result))
            ?? Refuse<T>(result, $"{option} {Text(result)}: choose one of {string.Join(", ", NamesOf<T>())}.");

    /// <summary>The choice of a name, in any case; null where there is none.</summary>
    public static T? Find<T>(string text)
        where T : struct, Enum
    {
        int position = NamesOf<T>().ToList().FindIndex(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return position >= 0 ? Enum.GetValues<T>()[position] : null;
    }

    /// <summary>What is known about the noise: one of its names, or a standard deviation.</summary>
    public static NoiseSetting? Noise(ArgumentResult result)
    {
        string text = Text(result);
        if (NoiseSetting.Named.TryGetValue(text, out NoiseSetting? named))
        {
            return named;
        }

        const string ladder = "ladder:";
        bool isLadder = text.StartsWith(ladder, StringComparison.OrdinalIgnoreCase);
        string number = isLadder ? text[ladder.Length..] : text;
        bool isNumber = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double sigma);
        return isNumber && sigma > 0 && double.IsFinite(sigma)
            ? isLadder ? NoiseSetting.LadderFrom(sigma) : NoiseSetting.Level(sigma)
            : Refuse<NoiseSetting>(
                result,
                $"--noise {text}: give {string.Join(", ", NoiseSetting.Named.Keys)}, "
                    + "a standard deviation above 0, such as 0.1, or ladder:LEVEL.");
    }

    /// <summary>A prior over models: uniform, geometric:R, or complexity:L.</summary>
    public static ModelPriorSetting? ModelPrior(ArgumentResult result)
    {
        string text = Text(result);
        string[] parts = text.Split(':');
        double number = parts.Length == 2
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed)
            && double.IsFinite(parsed) ? parsed : double.NaN;
        return (parts[0], parts.Length, number) switch
        {
            ("uniform", 1, _) => ModelPriorSetting.Uniform,
            ("geometric", 2, > 0) => new(BayesMeasure.Comparison.ModelPrior.Geometric(number), CountsComponents: true),
            ("complexity", 2, >= 0) => new(BayesMeasure.Comparison.ModelPrior.Complexity(number), CountsComponents: false),
            _ => Refuse<ModelPriorSetting>(
                result,
                $"--model-prior {text}: give uniform, geometric:R with R above 0, such as geometric:0.5, "
                    + "or complexity:L with L not below 0."),
        };
    }

    /// <summary>A column, by name or by number from 1.</summary>
    public static Func<ArgumentResult, CsvColumn?> Column(string option) => result => Column(result, option, Text(result));

    /// <summary>Two or three columns, by name or by number from 1, with commas between them.</summary>
    public static Func<ArgumentResult, IReadOnlyList<CsvColumn>?> Columns(string option) => result =>
    {
        string[] names = Text(result).Split(',', StringSplitOptions.TrimEntries);
        if (names.Length is not (2 or 3))
        {
            return Refuse<CsvColumn[]>(result, $"{option} {Text(result)}: give two or three columns, such as 1,3 or x,y,sigma.");
        }

        CsvColumn?[] columns = [.. names.Select(name => Column(result, option, name))];
        return columns.Contains(null) ? null : [.. columns.OfType<CsvColumn>()];
    };

    /// <summary>True, false, or nothing for true.</summary>
    public static Func<ArgumentResult, bool?> Flag(string option) => result => result.Tokens switch
    {
        [] => true,
        [{ Value: var text }] when bool.TryParse(text, out bool isSo) => isSo,
        _ => Refuse<bool?>(result, $"{option} {Text(result)}: give true or false."),
    };

    /// <summary>A finite number.</summary>
    public static Func<ArgumentResult, double?> Number(string option) => result =>
    {
        bool isNumber = double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && double.IsFinite(value)
            ? value
            : Refuse<double?>(result, $"{option} {Text(result)}: give a number, such as 0.5 or 1e-3.");
    };

    /// <summary>Priors, as NAME=DISTRIBUTION each.</summary>
    public static GivenPriors? Priors(ArgumentResult result)
    {
        var priors = new Dictionary<string, ParameterRule>();
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } name, { Length: > 0 } rule])
            {
                return Refuse<GivenPriors>(result, $"--prior {text}: write NAME=DISTRIBUTION, such as \"amplitude=Gamma(5,5)\".");
            }
            if (priors.ContainsKey(name))
            {
                return Refuse<GivenPriors>(
                    result, $"--prior {text}: {ErrorText.Quoted(name)} has a prior already; give each parameter one.");
            }
            try
            {
                priors.Add(name, Prior.ParseRule(rule));
            }
            catch (FormatException error)
            {
                return Refuse<GivenPriors>(result, $"--prior {ErrorText.Quoted(name)}={UserErrorException.Sentence(error)}");
            }
        }

        return new(priors);
    }

    /// <summary>A whole number from 0, or -1 for anything else.</summary>
    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static CsvColumn? Column(ArgumentResult result, string option, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<CsvColumn>(result, $"{option}: give the name or the number of a column.");
        }
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            return text;
        }
        return number >= 1 ? number : Refuse<CsvColumn>(result, $"{option} {text}: columns are counted from 1.");
    }

    private static string Text(ArgumentResult result) => result.Tokens.Single().Value;

    private static T? Refuse<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
