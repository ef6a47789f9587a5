using System.CommandLine;
using BayesMeasure.Batch;
using BayesMeasure.CommandLine;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tool.Commands;

/// <summary>
/// Many curves by the question of one: a run on one of them says models, priors, seed and sweeps by its run.json, and the
/// commands of batches do the same for all.
/// </summary>
internal sealed class BatchRunCommand() : JobCommand(
    "Asks the question of an earlier run of thousands of curves: batch RUN plan SOURCE FOLDER, then work, status, merge, ...",
    CommandStyle.Service)
{
    /// <summary>The name of the command.</summary>
    public const string Name = "batch";

    private readonly Argument<string> run = new("RUN")
    {
        Description = "The run.json of peaks, relax or fit on one of the curves: its models, priors, seed and sweeps.",
    };

    private readonly Argument<string> verb = new("COMMAND")
    {
        Description = "plan SOURCE FOLDER, work FOLDER, submit, resume, status, merge or verify, each with --help.",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Argument> Arguments => [run, verb];

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [];

    /// <summary>Runs a command of batches.</summary>
    /// <param name="path">The file of the run on one curve.</param>
    /// <param name="words">The command and its arguments.</param>
    /// <returns>An exit code.</returns>
    /// <exception cref="UserErrorException">The run cannot be read, or is none of a comparison.</exception>
    public static Task<int> Run(string path, string[] words)
    {
        (ComparisonProblem problem, ComparisonSettings settings) = QuestionOf(path);
        if (problem.Measured.Noise.IsLadder || problem.Inference is not null)
        {
            throw new UserErrorException(
                $"batch {path}: batches sample each curve once. Use another --noise, or peaks, relax or fit.");
        }

        ReplicaExchangeOptions sampling = settings.Sampling.Options with { Explorer = problem.Explorer, Checkpoint = null };
        return BatchCommand.Run(words, problem.Family, new() { Sampling = sampling });
    }

    private static (ComparisonProblem Problem, ComparisonSettings Settings) QuestionOf(string path)
    {
        RunFile file = RunFile.Read(path);
        string[] words = [file.Command ?? "", CommandStyle.ConfigurationName, path];
        if (ToolProgram.Question(file.Command) is not { } question)
        {
            throw new UserErrorException(
                $"batch {path}: this is no run of peaks, relax or fit. Run one of them on one curve first.");
        }

        string[] all = ToolProgram.WithConfiguration(words);
        var root = new RootCommand();
        var command = new Command(file.Command!);
        question.AddTo(command, all);
        root.Subcommands.Add(command);
        ParseResult parsed = ProgramRun.Parse(root, all);
        return parsed.Errors is [{ Message: var message }, ..]
            ? throw UserErrorException.OfData($"batch {path}: {message}")
            : question.Read(parsed);
    }

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation) =>
        throw new UserErrorException(
            "batch: write the run first, then the command, such as: batch out/run.json plan map.h5 map.batch");
}
