using System.CommandLine;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch.Commands;

/// <summary>A command of the tool, and how its end comes out as an exit code.</summary>
internal abstract class Subcommand : Command
{
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    protected Subcommand(string name, string description)
        : base(name, description) => SetAction((parsed, cancellation) => Task.Run(
            () => Execute(parsed, cancellation), CancellationToken.None));

    /// <summary>The folder of the batch, as every command takes it.</summary>
    protected Argument<string> Folder { get; } = new("FOLDER") { Description = "The folder of the batch." };

    /// <summary>Does what the arguments ask for.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation);

    /// <summary>The folder, with its plan.</summary>
    /// <exception cref="BatchException">There is none, or it is damaged.</exception>
    protected (DiskFolder Folder, BatchPlan Plan) Open(ParseResult arguments)
    {
        var folder = new DiskFolder(arguments.GetRequiredValue(Folder));
        return (folder, BatchPlan.Read(folder) ?? throw new BatchException(
            folder.Name, $"has no {FolderLayout.Plan}.", "Name the folder of a batch, or make one by: plan SOURCE FOLDER."));
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            return Run(parsed, parsed.InvocationConfiguration.Output, cancellation);
        }
        catch (Exception problem) when (CodeOf(problem) is not null)
        {
            parsed.InvocationConfiguration.Error.WriteLine(PrintableText.Message(SaidOf(problem)));
            return CodeOf(problem)!.Value;
        }
    }

    /// <summary>How the command ends; null where nobody foresaw it.</summary>
    private static int? CodeOf(Exception problem) => problem switch
    {
        OperationCanceledException => ExitCode.Stopped,
        InferenceException or BatchException { IsOfModel: true } => ExitCode.ModelFailed,
        ArgumentException => ExitCode.Arguments,
        BatchException or MeasurementFormatException or IOException or UnauthorizedAccessException => ExitCode.Data,
        _ => null,
    };

    /// <summary>What is told; the library's word for an argument is not the user's.</summary>
    private static string SaidOf(Exception problem) => problem switch
    {
        OperationCanceledException => "Stopped. The same command goes on.",
        FileNotFoundException or DirectoryNotFoundException => problem.Message,
        IOException or UnauthorizedAccessException =>
            $"{problem.Message}\nMake room, or let this user read and write there, and run the same again.",
        _ => problem.Message.Split(" (Parameter '")[0],
    };
}

/// <summary>How a command ends, by the numbers of sysexits.</summary>
internal static class ExitCode
{
    public const int Complete = 0;
    public const int Arguments = 64;
    public const int Data = 65;
    public const int ModelFailed = 70;
    public const int Stopped = 75;
}
