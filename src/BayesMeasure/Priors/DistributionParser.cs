using System.Globalization;
using BayesMeasure.Reports;

namespace BayesMeasure.Priors;

/// <summary>Reads what <see cref="ParameterRule"/> writes.</summary>
internal static class DistributionParser
{
    private const int MostCharacters = 10_000;

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
                $"\"{PrintableText.Quoted(text)}\" is too long for a rule of a prior, "
                + $"which has {MostCharacters} characters at most.");
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
            throw new FormatException($"\"{PrintableText.Quoted(text)}\": {WithoutName(error)}", error);
        }
    }

    /// <summary>What is wrong, without the argument of the code that it was given to.</summary>
    private static string WithoutName(ArgumentException error) =>
        error.Message.Split(" (Parameter '")[0];

    private static (string Name, string[] Arguments) Split(string text)
    {
        string trimmed = text.Trim();
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !trimmed.EndsWith(')'))
        {
            throw new FormatException($"\"{PrintableText.Quoted(text)}\" is not of the form Name(argument, ...). {KnownText}");
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
            ?? throw new FormatException($"\"{PrintableText.Quoted(text)}\" names no known distribution. {KnownText}");
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
        new($"\"{PrintableText.Quoted(text)}\": the number of arguments is {arguments.Length}, but {syntax} takes {count}.");

    private static double ParseNumber(string text, string name, string argument)
    {
        if (double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return number;
        }

        throw new FormatException(
            $"\"{PrintableText.Quoted(text)}\": the {name} \"{PrintableText.Quoted(argument)}\" is not a number. "
            + "Write numbers with a decimal point, such as 0.5 or 1e-3.");
    }

    private static bool IsNamed(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
}
