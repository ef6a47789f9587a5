using System.CommandLine;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Work;
using BayesMeasure.Comparison;

namespace BayesMeasure.Batch.Commands;

/// <summary>Plans a batch, and says what it is going to take.</summary>
internal sealed class PlanCommand : Subcommand
{
    private readonly ModelFamily family;
    private readonly BatchOptions options;
    private readonly Argument<string> source = new("SOURCE")
    {
        Description = "A stack in an HDF5 file, such as map.h5::/entry/data, or a folder of files of a curve each.",
    };

    private readonly Option<ulong?> seed = OptionOf.Seed("--seed", "The seed.");
    private readonly Option<int?> nodes = OptionOf.Count("--nodes", "How many machines are going to work at once.");
    private readonly Option<int?> cores = OptionOf.Count("--cores", "How many measurements each does side by side.");
    private readonly Option<int?> size = OptionOf.Count("--shard-size", "How many measurements a shard has.");
    private readonly Option<int?> trials = OptionOf.Count("--trials", "How many measurements are tried.", least: 0);
    private readonly Option<int?> draws = OptionOf.Count("--draws", "How many draws of each model are kept.", least: 0);
    private readonly Option<double?> heartbeat = OptionOf.Seconds("--heartbeat", "How often a worker says that it lives.");
    private readonly ReadingArguments curves = new();

    /// <param name="family">The models.</param>
    /// <param name="options">The settings.</param>
    public PlanCommand(ModelFamily family, BatchOptions options)
        : base("plan", "Plans a batch: reads all measurements once, tries some, and parts them into shards.")
    {
        (this.family, this.options) = (family, options);
        Arguments.Add(source);
        Arguments.Add(Folder);
        foreach (Option option in (Option[])[seed, nodes, cores, size, trials, draws, heartbeat, .. curves.All])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        BatchOptions own = OptionsOf(arguments);
        own.RequireValid();
        string path = arguments.GetRequiredValue(source);
        PlannedReading reading = curves.Read(arguments);
        IMeasurementSource opened = MeasurementSource.Open(path, ReadingArguments.OptionsOf(reading));
        DiskFolder folder = new DiskFolder(arguments.GetRequiredValue(Folder)).Create();
        var planner = new BatchPlanner(opened, family, own);
        BatchPlan plan = BatchPlan.Read(folder)
            ?? WithPath(planner.Plan(cancellation), ReadingArguments.FullPathOf(path), reading).WriteOrRead(folder);
        planner.RequireSame(plan, folder.Name);
        WriteForecast(output, folder, plan, own);
        return ExitCode.Complete;
    }

    private static BatchPlan WithPath(BatchPlan plan, string path, PlannedReading reading) =>
        plan with { Source = plan.Source with { Path = path, Reading = reading } };

    private static void WriteForecast(TextWriter output, DiskFolder folder, BatchPlan plan, BatchOptions options)
    {
        string shape = string.Join(" x ", plan.Source.Shape);
        output.WriteLine($"{plan.Source.Name}: {shape} measurements, {plan.Candidates.Count} models each.");
        if (plan.SecondsEach is double seconds)
        {
            TimeSpan all = TimeSpan.FromSeconds(seconds * plan.Source.Count / (options.CoresOrAll * options.Nodes));
            string cores = FormattableString.Invariant($"{options.Nodes} x {options.CoresOrAll} cores");
            output.WriteLine(FormattableString.Invariant($"One takes {seconds:G3} s of a processor, by those that were tried: ")
                + $"all take {DurationText.Of(all)} on {cores}.");
        }

        output.WriteLine($"{folder.Name} has {plan.Shards.Count} shards of {plan.Shards[0].Count} measurements.");
    }

    private BatchOptions OptionsOf(ParseResult arguments) => options with
    {
        Sampling = options.Sampling with { Seed = arguments.GetValue(seed) ?? options.Sampling.Seed },
        Nodes = arguments.GetValue(nodes) ?? options.Nodes,
        Cores = arguments.GetValue(cores) ?? options.Cores,
        ShardSize = arguments.GetValue(size) ?? options.ShardSize,
        Trials = arguments.GetValue(trials) ?? options.Trials,
        Draws = arguments.GetValue(draws) ?? options.Draws,
        Heartbeat = arguments.GetValue(heartbeat) is double beat ? TimeSpan.FromSeconds(beat) : options.Heartbeat,
    };
}
