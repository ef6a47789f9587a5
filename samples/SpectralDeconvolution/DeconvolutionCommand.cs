using System.CommandLine;
using BayesMeasure.Measurements;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace SpectralDeconvolution;

/// <summary>The command line: its options, and how an end comes out as an exit code.</summary>
public sealed class DeconvolutionCommand
{
    private const int Success = 0;
    private const int ModelFailed = 1;
    private const int BadInput = 2;
    private const int Cancelled = 130;

    private readonly RootCommand root = new("Finds how many peaks a spectrum has, and where, with error bars.");

    private readonly Option<string?> data = new("--data")
    {
        HelpName = "FILE",
        Description = "The spectrum: text with columns. Without it, the benchmark NSO-3.",
    };

    private readonly Option<string> folder = new("--out")
    {
        HelpName = "DIR",
        Description = "The folder for result.json, certificate.txt, figure.png and figure.svg.",
        DefaultValueFactory = _ => "out",
    };

    private readonly Option<PeakRange?> peaks = new("--peaks")
    {
        HelpName = "N..M",
        Description = "The numbers of peaks to compare, or one number; 0 is background alone.",
        CustomParser = CommandValues.Peaks,
        DefaultValueFactory = _ => new(1, 6),
    };

    private readonly Option<PeakShape> shape = new("--shape")
    {
        HelpName = "gaussian|lorentzian",
        Description = "The shape of every peak.",
        CustomParser = CommandValues.Choice<PeakShape>("--shape"),
        DefaultValueFactory = _ => PeakShape.Gaussian,
    };

    private readonly Option<BackgroundShape> background = new("--background")
    {
        HelpName = "none|constant|linear",
        Description = "What lies beneath the peaks.",
        CustomParser = CommandValues.Choice<BackgroundShape>("--background"),
        DefaultValueFactory = _ => BackgroundShape.None,
    };

    private readonly Option<NoiseSetting?> noise = new("--noise")
    {
        HelpName = "auto|VALUE|column",
        Description = "The standard deviation of y: found from the data, known, or from a column. "
            + "[default: a column named sigma, error or uncertainty, else auto]",
        CustomParser = CommandValues.Noise,
    };

    private readonly Option<Dictionary<string, ParameterRule>?> priors = new("--prior")
    {
        HelpName = "NAME=DISTRIBUTION",
        Description = "The prior of a parameter, such as amplitude=Gamma(5,5); repeatable.",
        CustomParser = CommandValues.Priors,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<CsvColumn?> x = new("--x")
    {
        HelpName = "COLUMN",
        Description = "The column of x, by name or number.",
        CustomParser = CommandValues.Column("--x"),
    };

    private readonly Option<CsvColumn?> y = new("--y")
    {
        HelpName = "COLUMN",
        Description = "The column of y, by name or number.",
        CustomParser = CommandValues.Column("--y"),
    };

    private readonly Option<CsvColumn?> sigma = new("--sigma")
    {
        HelpName = "COLUMN",
        Description = "The column of the standard deviations of y, by name or number.",
        CustomParser = CommandValues.Column("--sigma"),
    };

    private readonly Option<int?> sweeps = new("--sweeps")
    {
        HelpName = "N",
        Description = "The most recorded sweeps of each chain; burn-in takes a quarter as many, at most 2000 where a limit is set. "
            + "[default: 4000, or 1000000 where a limit is set]",
        CustomParser = result => CommandValues.Integer("--sweeps", 10, 1_000_000)(result),
    };

    private readonly Option<double?> untilError = new("--until-error")
    {
        HelpName = "SE",
        Description = "A limit: a model is done when the standard error of its log Z is this small.",
        CustomParser = CommandValues.Positive("--until-error", "0.03"),
    };

    private readonly Option<double?> untilSamples = new("--until-ess")
    {
        HelpName = "N",
        Description = "A limit: a model is done when every parameter has so many effective samples, in the bulk and in the tails.",
        CustomParser = CommandValues.Positive("--until-ess", "400"),
    };

    private readonly Option<double?> time = new("--time")
    {
        HelpName = "SECONDS",
        Description = "A limit: the time for all models together. It is the one setting that makes results depend on the machine.",
        CustomParser = CommandValues.Positive("--time", "60"),
    };

    private readonly Option<int> chains = new("--chains")
    {
        HelpName = "N",
        Description = "The number of independent chains.",
        CustomParser = CommandValues.Integer("--chains", 1, 100),
        DefaultValueFactory = _ => 4,
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of all random numbers.",
        CustomParser = CommandValues.Seed,
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> threads = new("--threads")
    {
        HelpName = "N",
        Description = "The number of threads, which does not change the result; 0 is one a processor.",
        CustomParser = CommandValues.Integer("--threads", 0, 1024),
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string?> checkpoint = new("--checkpoint")
    {
        HelpName = "FILE",
        Description = "Write the state of the run down from time to time, and go on from there when it is there.",
        CustomParser = CommandValues.File,
    };

    private readonly Option<int> checkpointInterval = new("--checkpoint-interval")
    {
        HelpName = "SECONDS",
        Description = "The time between checkpoints; 0 for as many as possible.",
        CustomParser = CommandValues.Integer("--checkpoint-interval", 0, 86_400),
        DefaultValueFactory = _ => 60,
    };

    private readonly Option<bool> quiet = new("--quiet")
    {
        Description = "Show no progress.",
    };

    private DeconvolutionCommand(TextWriter output, TextWriter error)
    {
        foreach (Option option in (Option[])
            [
                data, folder, peaks, shape, background, noise, priors, x, y, sigma, sweeps, untilError, untilSamples, time, chains, seed,
                threads, checkpoint, checkpointInterval, quiet,
            ])
        {
            root.Options.Add(option);
        }

        root.SetAction((arguments, cancellation) =>
            Task.Run(() => Execute(SettingsFrom(arguments), output, error, cancellation), CancellationToken.None));
    }

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments after the name of the program.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="cancellation">Ends the run early, as Ctrl-C does.</param>
    /// <returns>0; 1 when the model failed, 2 for bad input, 130 when the run was cancelled.</returns>
    public static async Task<int> RunAsync(
        string[] arguments,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation)
    {
        ParseResult parsed = new DeconvolutionCommand(output, error).root.Parse(arguments);
        if (parsed.Errors is [{ } first, ..])
        {
            await error.WriteLineAsync(first.Message);
            await error.WriteLineAsync("All options are listed by --help.");
            return BadInput;
        }

        return await parsed.InvokeAsync(
            new() { Output = output, Error = error, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) }, cancellation);
    }

    private static int Execute(Settings settings, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            bool isComplete = new Deconvolution(settings, output, error).Run(cancellation);
            return isComplete ? Success : Cancelled;
        }
        catch (Exception problem) when (problem is UserErrorException or MeasurementFormatException or CheckpointException)
        {
            error.WriteLine(problem.Message);
            return BadInput;
        }
        catch (SamplingException problem)
        {
            error.WriteLine(problem.Message);
            return ModelFailed;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine(settings.Checkpoint is null
                ? "Stopped in burn-in of the first model: there was nothing to keep, and nothing was written."
                : "Stopped in burn-in of the first model: there is nothing to report yet. Run the same command again to go on.");
            return Cancelled;
        }
    }

    private Settings SettingsFrom(ParseResult arguments) => new()
    {
        Data = arguments.GetValue(data),
        Out = arguments.GetRequiredValue(folder),
        Peaks = arguments.GetValue(peaks)!,
        Shape = arguments.GetValue(shape),
        Background = arguments.GetValue(background),
        Noise = arguments.GetValue(noise),
        Priors = arguments.GetValue(priors) ?? new Dictionary<string, ParameterRule>(),
        X = arguments.GetValue(x),
        Y = arguments.GetValue(y),
        Sigma = arguments.GetValue(sigma),
        Sweeps = arguments.GetValue(sweeps),
        UntilError = arguments.GetValue(untilError),
        UntilSamples = arguments.GetValue(untilSamples),
        Time = arguments.GetValue(time) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Chains = arguments.GetValue(chains),
        Seed = arguments.GetValue(seed),
        Threads = arguments.GetValue(threads),
        Checkpoint = arguments.GetValue(checkpoint) is { } file
            ? new(file) { Interval = TimeSpan.FromSeconds(arguments.GetValue(checkpointInterval)) }
            : null,
        Quiet = arguments.GetValue(quiet),
    };
}
