using System.CommandLine;
using System.Reflection;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Reports;

namespace BayesMeasure.Batch.Commands;

/// <summary>Writes the script of a job array for Slurm, shows it, and submits it.</summary>
internal class SubmitCommand : Subcommand
{
    private const int ShardsPerWorker = 64;

    private readonly Option<int?> workers = OptionOf.Count("--workers", "The tasks of the array. [default: one for 64 shards]");
    private readonly Option<int?> cores = OptionOf.Count("--cores", "The cores of each. [default: those of this machine]");
    private readonly Option<string?> time = OptionOf.Text("--time", "TIME", "The time limit of a task.");
    private readonly Option<string?> partition = OptionOf.Text("--partition", "NAME", "The partition.");
    private readonly Option<string?> program = OptionOf.Text(
        "--program", "WORDS", "What starts this program on a node. [default: as it was started here]");

    private readonly Option<bool> dry = OptionOf.Flag("--dry-run", "Write and show the script, and submit nothing.");

    public SubmitCommand()
        : this("submit", "Writes the script of a job array for Slurm, shows it, and submits it.")
    {
    }

    protected SubmitCommand(string name, string description)
        : base(name, description)
    {
        Arguments.Add(Folder);
        foreach (Option option in (Option[])[workers, cores, time, partition, program, dry])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        (DiskFolder folder, BatchPlan plan) = Open(arguments);
        int missing = plan.Shards.Count - BatchState.Of(folder, plan).Committed;
        if (missing == 0)
        {
            output.WriteLine($"{folder.Name} is complete: nothing is submitted.");
            return ExitCode.Complete;
        }

        int tasks = Math.Min(arguments.GetValue(workers) ?? (missing + ShardsPerWorker - 1) / ShardsPerWorker, missing);
        string script = SlurmScript.PathOf(folder.Name);
        WriteScript(script, arguments, folder.Name, tasks);
        output.WriteLine($"{script}:");
        output.WriteLine(File.ReadAllText(script));
        output.WriteLine(arguments.GetValue(dry)
            ? $"Nothing was submitted. {missing} of {plan.Shards.Count} shards are missing."
            : Slurm.Submitted(script, tasks));
        return ExitCode.Complete;
    }

    /// <summary>Writes the script anew.</summary>
    protected virtual void WriteScript(string path, ParseResult arguments, string folder, int tasks)
    {
        var script = new SlurmScript
        {
            Folder = Path.GetFullPath(folder),
            Program = arguments.GetValue(program) ?? OwnProgram(),
            Workers = tasks,
            Cores = arguments.GetValue(cores) ?? Environment.ProcessorCount,
            Partition = arguments.GetValue(partition),
            Time = arguments.GetValue(time),
        };
        Directory.CreateDirectory(Path.Combine(script.Folder, "slurm"));
        WholeFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(script.ToString())));
    }

    /// <summary>How this process was started: by the host of .NET with an assembly, or by a host of its own.</summary>
    private static string OwnProgram()
    {
        string host = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(host) == "dotnet" && Assembly.GetEntryAssembly()?.Location is { Length: > 0 } own
            ? $"{SlurmScript.Quoted(host)} {SlurmScript.Quoted(own)}"
            : SlurmScript.Quoted(host);
    }
}

/// <summary>Submits what is missing: the script that was submitted before, with as many tasks as there is work for.</summary>
internal sealed class ResumeCommand() : SubmitCommand("resume", "Submits what is missing to Slurm, by the script of submit.")
{
    /// <inheritdoc/>
    protected override void WriteScript(string path, ParseResult arguments, string folder, int tasks)
    {
        if (!File.Exists(path))
        {
            base.WriteScript(path, arguments, folder, tasks);
        }
    }
}
