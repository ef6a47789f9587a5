using System.CommandLine;
using System.CommandLine.Parsing;
using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Decays;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.CommandLine.Phases;
using BayesMeasure.Tool.Commands;
using BayesMeasure.Tool.Fitting;
using BayesMeasure.Tool.Joining;
using BayesMeasure.Tool.Lines;
using BayesMeasure.Tool.Planning;

namespace BayesMeasure.Tool;

/// <summary>All commands of the tool, and one run of them.</summary>
internal static class ToolProgram
{
    private const string Description =
        "Bayesian measurement: how many peaks, which model, which phases, and how sure. docs/tool.md has examples. Exit codes: 0 "
        + "done; 64 arguments; 65 data; 70 a model failed; 74 something was not written; 75 stopped, the same command goes on.";

    /// <summary>What begins the message of a fault that nobody foresaw.</summary>
    public const string InternalError = "internal error";

    /// <summary>The commands, in the order of the help; each is made when it is asked for.</summary>
    private static (string Name, Func<JobCommand> Create)[] Commands { get; } =
    [
        ("peaks", () => new DeconvolutionCommand(CommandStyle.Tool)),
        ("relax", () => new RelaxationCommand(CommandStyle.Tool)),
        ("line", () => new LineCommand()),
        ("fit", () => new FitCommand()),
        ("phases", () => new PhaseSearchCommand(CommandStyle.Tool)),
        ("join", () => new JoinCommand()),
        ("plan", () => new PlanCommand()),
        ("batch", () => new BatchRunCommand()),
        ("convert", () => new ConvertCommand()),
        ("report", () => new ReportCommand()),
        ("doctor", () => new DoctorCommand()),
    ];

    /// <summary>The names of the commands.</summary>
    public static IEnumerable<string> Names => Commands.Select(command => command.Name);

    /// <summary>The command of a name, where it compares models of one curve; null otherwise.</summary>
    public static ComparisonCommand? Question(string? name) =>
        Commands.FirstOrDefault(command => command.Name == name).Create?.Invoke() as ComparisonCommand;

    /// <summary>Does what the words ask for.</summary>
    /// <param name="words">The words after the name of the program.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="cancellation">Ends the run early, as Ctrl-C does.</param>
    /// <returns>An exit code.</returns>
    public static async Task<int> Run(string[] words, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        ExitCodes codes = ExitCodes.Standard;
        try
        {
            if (words is [BatchRunCommand.Name, var run, var verb, ..] && !run.StartsWith('-') && !verb.StartsWith('-'))
            {
                return await BatchRunCommand.Run(run, words[2..]);
            }

            RequireKnown(words);
            string[] all = WithConfiguration(words);
            return await new ProgramRun(codes, output, error).Of(Root(all), all, cancellation);
        }
        catch (UserErrorException problem)
        {
            await error.WriteLineAsync(ErrorText.Of(problem.Message, words));
            return problem.IsOfData ? codes.Data : codes.Arguments;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nobody foresaw it: a user is not helped by the places in the code, and the one who mends it can repeat it.
            await error.WriteLineAsync(ErrorText.Of($"{InternalError}: {UserErrorException.Sentence(fault)}", words));
            await error.WriteLineAsync("This is a fault of the tool: please report it with the command line and the data.");
            return codes.ModelFailed;
        }
    }

    /// <summary>The commands as System.CommandLine has them; only the one that is asked for has its options.</summary>
    /// <param name="words">The words after the name of the program.</param>
    public static RootCommand Root(IReadOnlyList<string> words)
    {
        var root = new RootCommand(Description);
        foreach ((string name, Func<JobCommand> create) in Commands)
        {
            JobCommand job = create();
            var command = new Command(name, job.Description);
            job.AddTo(command, words);
            root.Subcommands.Add(command);
        }
        return root;
    }

    /// <summary>The first word is a command, or asks about all of them.</summary>
    /// <exception cref="UserErrorException">It is not.</exception>
    private static void RequireKnown(string[] words)
    {
        if (words is not [var first, ..] || first.StartsWith('-') || first.StartsWith('[') || Names.Contains(first))
        {
            return;
        }

        string? near = Names.MaxBy(name => name.Zip(first).TakeWhile(pair => pair.First == pair.Second).Count());
        bool isNear = near is not null && first.Length > 1 && near[..2] == first[..2];
        throw new UserErrorException($"There is no command {ErrorText.Quoted(first)}"
            + (isNear ? $"; did you mean {near}? " : ". ")
            + $"The commands are {string.Join(", ", Names)}.");
    }

    /// <summary>The words with those of the configuration file for all that they do not say themselves.</summary>
    /// <exception cref="UserErrorException">
    /// There is no such file, it holds something else, or is for another command.
    /// </exception>
    public static string[] WithConfiguration(string[] words)
    {
        if (!words.Any(word => word.StartsWith(CommandStyle.ConfigurationName, StringComparison.Ordinal)))
        {
            return words;
        }

        CommandResult given = ProgramRun.Parse(Root(words), words).CommandResult;
        OptionResult[] options = [.. given.Children.OfType<OptionResult>().Where(option => !option.Implicit)];
        OptionResult? named = options.FirstOrDefault(option => option.Option.Name == CommandStyle.ConfigurationName);
        if (named?.Tokens is not [{ Value: var path }])
        {
            return words;
        }

        RunFile file = RunFile.Read(path);
        string command = given.Command.Name;
        if (file.Command is { } other && other != command)
        {
            throw new UserErrorException(
                $"--config {path}: this is for the command {other}. Use: bayesmeasure {other} --config {path}");
        }

        bool hasArguments = given.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens.Count > 0);
        string[] said = [.. options.Select(option => option.Option.Name)];
        return
        [
            .. words,
            .. hasArguments ? [] : file.Arguments,
            .. file.Options.Where(option => !said.Contains(option.Name) && option.Name != CommandStyle.ConfigurationName)
                .SelectMany(option => option.Values.Length == 0
                    ? [option.Name]
                    : option.Values.SelectMany(value => (string[])[option.Name, value])),
        ];
    }
}
