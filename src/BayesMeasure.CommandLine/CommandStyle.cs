using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>How a command is asked and ends: as a sample, or as a command of the tool.</summary>
public sealed class CommandStyle
{
    /// <summary>The name of the option of the file with options.</summary>
    public const string ConfigurationName = "--config";

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print result.json to standard output, and no report.",
    };

    private readonly Option<string?> config = new(ConfigurationName)
    {
        HelpName = "FILE",
        Description = "A file with options, such as the run.json of an earlier run, which this one repeats; "
            + "what the command line says counts more.",
    };

    private readonly bool isRun;

    private CommandStyle(ExitCodes exitCodes, bool isTool, bool isRun)
    {
        (ExitCodes, IsTool, this.isRun) = (exitCodes, isTool, isRun);
    }

    /// <summary>A program of its own: data by an option, a figure and numbers.</summary>
    public static CommandStyle Sample => new(ExitCodes.Plain, isTool: false, isRun: false);

    /// <summary>A command of the tool: data by their place, all figures, a report, and the file that repeats the run.</summary>
    public static CommandStyle Tool => new(ExitCodes.Standard, isTool: true, isRun: true);

    /// <summary>A command of the tool that asks nothing of data, and so has nothing to be repeated.</summary>
    public static CommandStyle Service => new(ExitCodes.Standard, isTool: true, isRun: false);

    /// <summary>The exit codes.</summary>
    public ExitCodes ExitCodes { get; }

    /// <summary>Whether it is a command of the tool.</summary>
    public bool IsTool { get; }

    /// <summary>The options that every command of this style has.</summary>
    public IEnumerable<Option> Options => isRun ? [config, json] : [];

    /// <summary>Runs a command of this style.</summary>
    /// <param name="arguments">The arguments, parsed without error.</param>
    /// <param name="output">Where is printed.</param>
    /// <param name="run">Runs the command with its report going to a writer, and says whether it came to its end.</param>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(ParseResult arguments, TextWriter output, Func<TextWriter, bool> run)
    {
        if (!isRun || arguments.CommandResult.Command.Options.FirstOrDefault(option => option.Name == CommonOptions.FolderName)
            is not Option<string> option)
        {
            return run(output);
        }

        string folder = arguments.GetRequiredValue(option);
        bool isJson = arguments.GetValue(json);
        string numbers = Path.Combine(folder, ComparisonFiles.Numbers);
        DateTime before = File.GetLastWriteTimeUtc(numbers);
        bool isWhole = run(isJson ? TextWriter.Null : output);
        Keep(Path.Combine(folder, RunFile.Name), arguments);

        // A run that is stopped early leaves the numbers of an earlier one: they are not its own.
        if (isJson && File.GetLastWriteTimeUtc(numbers) != before)
        {
            output.WriteLine(File.ReadAllText(numbers).TrimEnd());
        }

        return isWhole;
    }

    private static void Keep(string path, ParseResult arguments)
    {
        try
        {
            RunFile.Write(path, arguments);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{path} was not written: {UserErrorException.Sentence(error)}");
        }
    }
}
