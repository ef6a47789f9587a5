using System.CommandLine;
using BayesMeasure.CommandLine;

namespace ModelStructure;

/// <summary>The command line: trains a network for structures, or opens one, and asks it.</summary>
public sealed class StructureCommand() : JobCommand(
    "Learns once which structure curves have, and answers for a map of 4,096 spectra in seconds.")
{
    private readonly Option<StructureTask> task = new("--task")
    {
        HelpName = "TASK",
        Description = "peaks: spectra with 0 to 4 peaks; symbols: sums of ten columns, of which every answer is known.",
        CustomParser = CommandValues.Choice<StructureTask>("--task"),
        DefaultValueFactory = _ => StructureTask.Peaks,
    };

    private readonly Option<ScatterKind> noise = new("--noise")
    {
        HelpName = "KIND",
        Description = "How spectra scatter: gaussian, of unknown width, or counts.",
        CustomParser = CommandValues.Choice<ScatterKind>("--noise"),
        DefaultValueFactory = _ => ScatterKind.Gaussian,
    };

    private readonly Option<double?> lambda = new("--lambda")
    {
        HelpName = "L",
        Description = "The parsimony, chosen after training: each component is on with this probability. [default: 0.5]",
        CustomParser = CommandValues.Number("--lambda"),
    };

    private readonly Option<int> steps = Whole("--steps", "The steps of training.", 1, 1_000_000, 1500);

    private readonly Option<int> batch = Whole("--batch", "The curves of a step.", 1, 100_000, 64);

    private readonly Option<int> size = Whole("--size", "The pixels of a side of the map.", 1, 1000, 64);

    private readonly Option<int> draws = Whole("--draws", "The draws of each pixel.", 20, 100_000, 64);

    private readonly Option<int> judged = Whole("--judged", "The curves that the report rests on.", 10, 100_000, 300);

    private readonly Option<int> refereed = Whole("--refereed", "The curves of these that replica exchange judges.", 0, 1000, 0);

    private readonly Option<int> threads =
        Whole("--threads", "The threads of training; more than one change the last bits.", 1, 256, 2);

    private readonly Option<string?> network = new("--network")
    {
        HelpName = "FILE",
        Description = "The file of the network: opened where it is there, and written after training where it is not.",
    };

    private readonly Option<ulong> seed = CommonOptions.Seed("The seed of all random numbers.");

    private readonly Option<bool> quiet = CommonOptions.Quiet();

    private readonly Option<string> folder = CommonOptions.Folder("The folder for figures and report.");

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options =>
    [
        task, noise, lambda, steps, batch, size, draws, judged, refereed, threads, network, seed, quiet, folder,
    ];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        Settings settings = SettingsOf(arguments);
        var files = new OutputFolder(arguments.GetRequiredValue(folder), StructureJob.FilesOf(settings.Task));
        StructureNetwork? trained = ProgressDisplay.Use(
            arguments.GetValue(quiet), error, display => TrainedNetwork.Of(settings, display, cancellation));
        if (trained is null)
        {
            error.WriteLine("Stopped: the network is not trained.");
            return false;
        }

        using (trained)
        {
            new StructureJob(settings, trained, output, files).Run();
        }

        files.Conclude(output);
        return true;
    }

    private static Option<int> Whole(string name, string description, int least, int most, int usual) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = CommandValues.WholeNumber(name, least, most),
        DefaultValueFactory = _ => usual,
    };

    private Settings SettingsOf(ParseResult arguments)
    {
        double parsimony = arguments.GetValue(lambda) ?? 0.5;
        if (parsimony is not (> 0 and < 1))
        {
            throw new UserErrorException(FormattableString.Invariant($"--lambda {parsimony}: give a number inside (0, 1)."));
        }

        int curves = arguments.GetValue(judged);
        if (arguments.GetValue(refereed) > curves)
        {
            throw new UserErrorException($"--refereed {arguments.GetValue(refereed)}: only {curves} curves are judged.");
        }

        return new(
            arguments.GetValue(task),
            arguments.GetValue(noise),
            parsimony,
            arguments.GetValue(size),
            arguments.GetValue(draws),
            curves,
            arguments.GetValue(refereed),
            new()
            {
                Seed = arguments.GetValue(seed),
                Steps = arguments.GetValue(steps),
                Batch = arguments.GetValue(batch),
                Threads = arguments.GetValue(threads),
            },
            arguments.GetValue(network));
    }
}
