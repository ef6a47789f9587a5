using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BayesMeasure.Reports;

namespace BayesMeasure.CommandLine;

/// <summary>What a run was asked: the file that repeats it, and the one that gives options to another run.</summary>
/// <param name="Command">The name of the command; null where the file is for any.</param>
/// <param name="Arguments">What is named by its place.</param>
/// <param name="Options">The options with two dashes, and the values of each; none for a flag.</param>
public sealed record RunFile(
    string? Command, IReadOnlyList<string> Arguments, IReadOnlyList<(string Name, string[] Values)> Options)
{
    /// <summary>The name of the file that a run writes.</summary>
    public const string Name = "run.json";

    private const int LongestFile = 1_000_000;

    /// <summary>Where and how results are shown is not what was asked.</summary>
    private static readonly string[] Left = ["--config", "--json", "--quiet"];

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes what was asked, with the seed even where it was not given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">The arguments, parsed without error.</param>
    public static void Write(string path, ParseResult asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        CommandResult command = asked.CommandResult;
        string[] arguments = [.. command.Children.OfType<ArgumentResult>().SelectMany(Words)];
        OptionResult[] options =
        [
            .. command.Children.OfType<OptionResult>()
                .Where(option => !option.Implicit && !Left.Contains(option.Option.Name))
                .OrderBy(option => option.Option.Name, StringComparer.Ordinal),
        ];
        WholeFile.Write(path, stream =>
        {
            using var writer = new Utf8JsonWriter(stream, Format);
            writer.WriteStartObject();
            writer.WriteString("command", command.Command.Name);
            writer.WriteStartArray("arguments");
            foreach (string argument in arguments)
            {
                writer.WriteStringValue(argument);
            }
            writer.WriteEndArray();
            writer.WriteStartObject("options");
            foreach (OptionResult option in options)
            {
                writer.WritePropertyName(option.Option.Name.TrimStart('-'));
                WriteValues(writer, [.. Words(option)]);
            }
            if (SeedOf(asked, options) is { } seed)
            {
                writer.WriteString("seed", seed.ToString(CultureInfo.InvariantCulture));
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    /// <summary>Reads such a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It cannot be read, or holds something else.</exception>
    public static RunFile Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= LongestFile
                ? Of(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement)
                : throw new InvalidDataException(File.Exists(path) ? "it is too long." : "there is no such file.");
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or ArgumentException)
        {
            throw UserErrorException.OfData(
                $"--config {path}: {UserErrorException.Sentence(error)}\n"
                + """Write JSON, such as {"command": "peaks", "arguments": ["data.csv"], "options": {"peaks": "1..4"}}.""");
        }
    }

    private static RunFile Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("this is no object.");
        }
        if (root.EnumerateObject().FirstOrDefault(part => part.Name is not ("command" or "arguments" or "options"))
            is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            throw new InvalidDataException($"\"{other.Name}\" is none of command, arguments and options.");
        }

        return new(
            root.TryGetProperty("command", out JsonElement command) ? Text(command) : null,
            root.TryGetProperty("arguments", out JsonElement arguments) ? Texts(arguments) : [],
            root.TryGetProperty("options", out JsonElement options) ? OptionsOf(options) : []);
    }

    private static (string Name, string[] Values)[] OptionsOf(JsonElement options) =>
        options.ValueKind == JsonValueKind.Object
            ? [.. options.EnumerateObject()
                .Where(option => option.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
                .Select(option => ($"--{option.Name}", Texts(option.Value)))]
            : throw new InvalidDataException("options is no object.");

    private static string[] Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Text)],
        _ => [Text(value)],
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new InvalidDataException("a value is a text, a number, true, or a list of texts and numbers."),
    };

    private static void WriteValues(Utf8JsonWriter writer, string[] values)
    {
        switch (values)
        {
            case []:
                writer.WriteBooleanValue(true);
                break;
            case [var only]:
                writer.WriteStringValue(only);
                break;
            default:
                writer.WriteStartArray();
                foreach (string value in values)
                {
                    writer.WriteStringValue(value);
                }
                writer.WriteEndArray();
                break;
        }
    }

    private static ulong? SeedOf(ParseResult asked, OptionResult[] given)
    {
        bool isGiven = given.Any(option => option.Option.Name == CommonOptions.SeedName);
        return !isGiven && asked.CommandResult.Command.Options.FirstOrDefault(option => option.Name == CommonOptions.SeedName)
            is Option<ulong> seed ? asked.GetValue(seed) : null;
    }

    private static IEnumerable<string> Words(SymbolResult result) => result.Tokens.Select(token => token.Value);
}
