using System.Globalization;

namespace BayesMeasure.Priors;

/// <summary>Reads what <see cref="ParameterRule"/> writes.</summary>
internal static class DistributionParser
{
    private const int MostCharacters = 10_000;
    private const int MostQuoted = 60;

    private static DistributionSyntax[] Known { get; } =
    [
        UniformDistribution.Syntax,
        LogUniformDistribution.Syntax,
        NormalDistribution.Syntax,
        TruncatedNormalDistribution.Syntax,
        LogNormalDistribution.Syntax,
        HalfNormalDistribution.Syntax,
        GammaDistribution.Syntax,
        BetaDistribution.Syntax,
        ExponentialDistribution.Syntax,
        BernoulliDistribution.Syntax,
        CategoricalDistribution.Syntax,
        FixedValue.Syntax,
    ];

    private static string KnownText => $"Known are {string.Join(", ", Known.Select(syntax => $"{syntax}"))}, {Tie.Syntax}.";

    /// <summary>Reads a rule from text that looks like the call that makes it.</summary>
    public static ParameterRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters)
        {
            throw new FormatException(
                $"\"{Shown(text)}\" is too long for a rule of a prior, which has {MostCharacters} characters at most.");
        }

        (string name, string[] arguments) = Split(text);
        try
        {
            return IsNamed(name, Tie.FunctionName)
                ? CreateTie(text, arguments)
                : CreateFromNumbers(text, name, arguments);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"\"{Shown(text)}\": {error.Message}", error);
        }
    }

    /// <summary>The beginning of a text as a message may quote it: 60 characters, each to be seen.</summary>
    private static string Shown(string text) => string.Concat(
        text.Take(MostQuoted).Select(letter => char.IsControl(letter) ? $"\\x{(int)letter:x2}" : $"{letter}"))
        + (text.Length > MostQuoted ? "..." : "");

    private static (string Name, string[] Arguments) Split(string text)
    {
        string trimmed = text.Trim();
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !trimmed.EndsWith(')'))
        {
            throw new FormatException($"\"{Shown(text)}\" is not of the form Name(argument, ...). {KnownText}");
        }

        string inside = trimmed[(open + 1)..^1].Trim();
        string[] arguments = inside.Length == 0 ? [] : SplitArguments(inside);
        return (trimmed[..open].TrimEnd(), arguments);
    }

    /// <summary>Splits at commas, but not inside a quoted name at the start.</summary>
    private static string[] SplitArguments(string inside)
    {
        int closing = inside[0] == '"' ? inside.IndexOf('"', 1) : -1;
        if (closing < 0)
        {
            return inside.Split(',', StringSplitOptions.TrimEntries);
        }

        string name = inside[..(closing + 1)];
        string[] rest = inside[(closing + 1)..].Split(',', StringSplitOptions.TrimEntries);
        return [name + rest[0], .. rest[1..]];
    }

    private static ParameterRule CreateFromNumbers(string text, string name, string[] arguments)
    {
        DistributionSyntax syntax = Array.Find(Known, known => IsNamed(name, known.Name))
            ?? throw new FormatException($"\"{Shown(text)}\" names no known distribution. {KnownText}");
        if (!syntax.Takes(arguments.Length))
        {
            throw WrongCount(text, arguments, $"{syntax}", syntax.Count);
        }

        double[] numbers = new double[arguments.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ParseNumber(text, syntax.NameOf(i), arguments[i]);
        }

        return syntax.Create(numbers);
    }

    private static Tie CreateTie(string text, string[] arguments)
    {
        if (arguments.Length is < 1 or > 3)
        {
            throw WrongCount(text, arguments, Tie.Syntax, "1 to 3");
        }

        string parameterName = arguments[0] is ['"', .. string quoted, '"'] ? quoted : arguments[0];
        double factor = arguments.Length > 1 ? ParseNumber(text, "factor", arguments[1]) : 1;
        double offset = arguments.Length > 2 ? ParseNumber(text, "offset", arguments[2]) : 0;
        return new Tie(parameterName, factor, offset);
    }

    private static FormatException WrongCount(string text, string[] arguments, string syntax, string count) =>
        new($"\"{Shown(text)}\": the number of arguments is {arguments.Length}, but {syntax} takes {count}.");

    private static double ParseNumber(string text, string name, string argument)
    {
        if (double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return number;
        }

        throw new FormatException(
            $"\"{Shown(text)}\": the {name} \"{Shown(argument)}\" is not a number. "
            + "Write numbers with a decimal point, such as 0.5 or 1e-3.");
    }

    private static bool IsNamed(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
}
