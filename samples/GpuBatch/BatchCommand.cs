using System.CommandLine;
using BayesMeasure.CommandLine;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Plotting;

namespace GpuBatch;

/// <summary>The command line: many spectra, and how many peaks each of them has.</summary>
public sealed class BatchCommand() : JobCommand("Finds how many peaks each of many spectra has, on a GPU where there is one.")
{
    private const string Numbers = "result.json";
    private const string Drawing = "figure";

    private readonly Option<int> spectra = new("--spectra")
    {
        HelpName = "N",
        Description = "The number of spectra: the benchmark NSO-3 with the noise of seeds 0, 1, 2, ...",
        CustomParser = CommandValues.WholeNumber("--spectra", 1, 100_000),
        DefaultValueFactory = _ => 1000,
    };

    private readonly Option<ComponentRange?> peaks = new("--peaks")
    {
        HelpName = "N..M",
        Description = "The numbers of peaks to compare.",
        CustomParser = CommandValues.Range("--peaks", "peaks"),
        DefaultValueFactory = _ => new(1, 4),
    };

    private readonly Option<int> sweeps = Count("--sweeps", "The recorded sweeps of each chain.", 10, 1_000_000, 2000);

    private readonly Option<int> burnIn =
        Count("--burn-in", "The sweeps before, for steps and ladders to adapt.", 1, 1_000_000, 1000);

    private readonly Option<int> chains = Count("--chains", "The number of independent chains of each posterior.", 1, 100, 4);

    private readonly Option<ulong> seed = CommonOptions.Seed("The seed of the first posterior; the others count up from it.");

    private readonly Option<int?> lanes = CommonOptions.Lanes();

    private readonly Option<string> folder = CommonOptions.Folder("The folder for result.json, figure.png and figure.svg.");

    private readonly Option<AcceleratorKind> accelerator = new("--accelerator")
    {
        HelpName = string.Join('|', CommandValues.NamesOf<AcceleratorKind>()),
        Description = "What to compute on; cpu is ILGPU's emulation of a GPU, which is slow.",
        CustomParser = CommandValues.Choice<AcceleratorKind>("--accelerator"),
        DefaultValueFactory = _ => AcceleratorKind.Best,
    };

    private readonly Option<bool> singlePrecision = new("--single-precision")
    {
        Description = "Compute the model in single precision; sums, priors and decisions are double in any case.",
    };

    private readonly Option<bool> cpu = new("--cpu")
    {
        Description = "Use the engine of the CPU, on all cores, and look for no accelerator.",
    };

    private readonly Option<bool> quiet = CommonOptions.Quiet();

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options =>
        [spectra, peaks, sweeps, burnIn, chains, seed, lanes, folder, accelerator, singlePrecision, cpu, quiet];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return Run(Read(arguments), output, error, cancellation);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped: no spectrum is complete, and nothing was written.");
            return false;
        }
    }

    private static bool Run(Settings settings, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var files = new OutputFolder(settings.Out, [Numbers, .. OutputFolder.FilesOf(Drawing)]);
        using EngineChoice engine = EngineChoice.For(settings);
        var batch = new SpectrumBatch(settings.Spectra, settings.Peaks, cancellation);
        var report = new BatchReport(batch, settings, output);
        report.WriteQuestion(engine);
        BatchAnswer answer = ProgressDisplay.Use(
            settings.Quiet, error, display => new BatchJob(batch, settings, engine).Run(display, cancellation));
        if (answer.Spectra.Count == 0)
        {
            throw new OperationCanceledException(cancellation);
        }

        report.WriteAnswer(answer);
        files.WriteText(Numbers, () => new BatchJson(settings, engine).Of(answer));
        files.WriteFigure(Drawing, () => FigureOf(answer));
        files.Conclude(output);
        return !answer.IsPartial;
    }

    private static Option<int> Count(string name, string description, int least, int most, int usual) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = CommandValues.WholeNumber(name, least, most),
        DefaultValueFactory = _ => usual,
    };

    private static Figure FigureOf(BatchAnswer answer) => Figure.OfSelectionMap(
        FormattableString.Invariant($"Selected number of peaks of {answer.Spectra.Count:N0} spectra"),
        [.. answer.Batch.Peaks.Select(count => FormattableString.Invariant($"K = {count}"))],
        [.. answer.Spectra.Select(spectrum => new SelectionMapCell(spectrum.Best, spectrum.IsDecided))]);

    private Settings Read(ParseResult arguments)
    {
        bool usesCpu = arguments.GetValue(cpu);
        if (usesCpu && (arguments.GetValue(singlePrecision) || arguments.GetResult(accelerator) is { Implicit: false }))
        {
            throw new UserErrorException("--cpu takes no accelerator: leave --accelerator and --single-precision out.");
        }
        return new()
        {
            Spectra = arguments.GetValue(spectra),
            Peaks = arguments.GetValue(peaks)!,
            Sampling = new()
            {
                Seed = arguments.GetValue(seed),
                Chains = arguments.GetValue(chains),
                BurnInSweeps = arguments.GetValue(burnIn),
                Sweeps = arguments.GetValue(sweeps),
                Lanes = arguments.GetValue(lanes),
            },
            UsesCpu = usesCpu,
            Gpu = new() { Accelerator = arguments.GetValue(accelerator), SinglePrecision = arguments.GetValue(singlePrecision) },
            Out = arguments.GetRequiredValue(folder),
            Quiet = arguments.GetValue(quiet),
        };
    }
}
