using System.Text.Json;
using System.Text.RegularExpressions;
using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Decays;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.CommandLine.Phases;
using BayesMeasure.Samples.Testing;
using GpuBatch;
using GraduatedOptimization;
using JoinMeasurements;
using OffsetSelection;
using PlanExposure;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>
/// Command lines of random words, of each command: each is refused in two lines, or stops before it begins, since it was
/// cancelled beforehand. Which options there are, the help says.
/// </summary>
internal static partial class CommandTargets
{
    private const int BadInput = 2;
    private const int OutputFailed = 74;
    private const int Cancelled = 130;
    private const int MostOptions = 4;

    private static readonly string[] Unasked = ["--help", "--version", "--accelerator"];

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All =>
    [
        Of("SpectralDeconvolution", () => new DeconvolutionCommand(), "--quiet"),
        Of("NmrRelaxation", () => new RelaxationCommand(), "--quiet"),
        Of("LinearRegression", () => new SelectionCommand()),
        Of("Integration", () => new IntegrationCommand()),
        Of("VirtualMeasurement", () => new ExposureCommand()),
        Of("GpuBatch", () => new BatchCommand(), "--quiet", "--cpu"),
        Of("GraduatedOptimization", () => new GraduationCommand()),
        Of("PhaseSearch", () => new PhaseSearchCommand()),
    ];

    private static FuzzTarget Of(string name, Func<JobCommand> create, params string[] always)
    {
        // The words name files of their folder, and files are written to where the process is.
        var options = new Lazy<string[]>(() =>
        {
            Directory.SetCurrentDirectory(CommandWords.Folder);
            CommandRun help = CommandRun.Of(create(), ["--help"]).Result;
            return [.. OptionName().Matches(help.Output).Select(match => match.Value).Distinct().Except(Unasked).Except(always)];
        });
        return new(
            name,
            random => JsonSerializer.SerializeToUtf8Bytes(Arguments(random, options.Value, always)),
            input => Said(create(), JsonSerializer.Deserialize<string[]>(input)!))
        {
            Cost = 10,
            MostBytes = _ => 1L << 30,
        };
    }

    /// <summary>What is said; null where nothing is refused.</summary>
    private static string? Said(JobCommand command, string[] arguments)
    {
        CommandRun run = CommandRun.Of(command, arguments, new(canceled: true)).Result;
        return run.ExitCode switch
        {
            Cancelled => null,
            0 when arguments.Any(argument => argument.StartsWith('-') || argument.StartsWith('[')) => null,
            BadInput or OutputFailed => run.Error,
            var other => throw new InvalidOperationException($"exit code {other}: {run.Error}"),
        };
    }

    private static string[] Arguments(Random random, string[] options, string[] always)
    {
        List<string> arguments = [.. always];
        if (options.Contains("--data") && random.Next(4) > 0)
        {
            arguments.AddRange(["--data", "good.csv"]);
        }

        if (options.Contains("--pattern") && random.Next(4) > 0)
        {
            arguments.AddRange(["--pattern", "pattern.xy", "--candidates", "candidates", "--wavelength", "Cu"]);
        }

        for (int left = 1 + random.Next(MostOptions); left > 0; left--)
        {
            arguments.AddRange(Option(random, options[random.Next(options.Length)]));
        }

        return [.. arguments];
    }

    /// <summary>An option with words, which are joined or cut now and then.</summary>
    private static IEnumerable<string> Option(Random random, string option)
    {
        (string word, string other) = (CommandWords.For(option, random), CommandWords.For(option, random));
        return random.Next(9) switch
        {
            0 => [option],
            1 => [option, $"{word} + {other}"],
            2 => [option, word[..random.Next(word.Length + 1)]],
            3 => [option, $"{word},{other}"],
            4 => [option, word, other],
            5 => [$"{option}={word}"],
            6 when random.Next(8) == 0 => [word],
            _ => [option, word],
        };
    }

    [GeneratedRegex(@"--[a-z][a-z-]*[a-z]")]
    private static partial Regex OptionName();
}
