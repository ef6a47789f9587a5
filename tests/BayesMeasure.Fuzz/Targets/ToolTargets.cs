using System.Text.Json;
using System.Text.RegularExpressions;
using BayesMeasure.Tool;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>
/// Command lines of the tool, of random words: each is refused in two lines, stops before it begins, since it was cancelled
/// beforehand, or does what needs no sampling.
/// </summary>
internal static partial class ToolTargets
{
    private const int MostOptions = 4;
    private static readonly int[] Refused = [64, 65, 74, 75];

    private static readonly Lazy<IReadOnlyList<(string Name, string[] Options)>> Commands = new(() =>
    {
        Directory.SetCurrentDirectory(CommandWords.Folder);
        return [.. ToolProgram.Names.Where(name => name != "batch").Select(name => (name, OptionsOf(name)))];
    });

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All =>
    [
        new(
            "bayesmeasure",
            random => JsonSerializer.SerializeToUtf8Bytes(Words(random)),
            input => Said(JsonSerializer.Deserialize<string[]>(input)!))
        {
            Cost = 10,
            MostBytes = _ => 1L << 30,
        },
    ];

    private static string[] OptionsOf(string command)
    {
        (_, string output, _) = Run([command, "--help"]);
        return [.. OptionName().Matches(output).Select(match => match.Value).Distinct().Except(["--help", "--version"])];
    }

    private static string[] Words(Random random)
    {
        (string name, string[] options) = Commands.Value[random.Next(Commands.Value.Count)];
        List<string> words = [name];
        for (int files = random.Next(3); files > 0; files--)
        {
            words.Add(random.Next(3) > 0 ? "good.csv" : CommandWords.For("--data", random));
        }
        for (int left = options.Length == 0 ? 0 : random.Next(MostOptions + 1); left > 0; left--)
        {
            string option = options[random.Next(options.Length)];
            words.AddRange([option, CommandWords.For(option, random)]);
        }
        return [.. words];
    }

    /// <summary>What is said; null where nothing is refused.</summary>
    private static string? Said(string[] words)
    {
        (int code, _, string error) = Run(words);
        return code == 0 ? null
            : Refused.Contains(code) ? error
            : throw new InvalidOperationException($"exit code {code}: {error}");
    }

    private static (int Code, string Output, string Error) Run(string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = ToolProgram.Run(words, output, error, new(canceled: true)).Result;
        return (code, output.ToString(), error.ToString());
    }

    [GeneratedRegex(@"--[a-z][a-z-]*[a-z]")]
    private static partial Regex OptionName();
}
