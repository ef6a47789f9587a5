using System.CommandLine;
using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Comparison;
using BayesMeasure.Experiments;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tool.Planning;

/// <summary>The command line: a pilot measurement, and how long or how precisely one might measure.</summary>
internal sealed class PlanCommand : JobCommand
{
    private const string Drawing = "figure";
    private const double MostEffort = 1e6;

    private readonly DataArguments data;
    private readonly FigureArguments output;
    private readonly SamplingArguments sampling = new();
    private readonly Option<bool> quiet = CommonOptions.Quiet();

    private readonly Option<ComponentRange?> peaks = new("--peaks")
    {
        HelpName = "N..M",
        Description = "The numbers of peaks to tell apart.",
        CustomParser = CommandValues.Range("--peaks", "peaks"),
        DefaultValueFactory = _ => new(1, 4),
    };

    private readonly Option<PeakShape> shape = PeakOptions.Shape();

    private readonly Option<IReadOnlyList<BackgroundTerm>?> background = PeakOptions.Background();

    private readonly Option<GivenPriors?> priors = new("--prior")
    {
        HelpName = "NAME=DISTRIBUTION",
        Description = "The prior of a parameter, such as amplitude=Gamma(5,5); repeatable.",
        CustomParser = CommandValues.Priors,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<double[]> efforts = new("--efforts")
    {
        HelpName = "T",
        Description = "How long one might measure, in times of the pilot: counts grow with it, other noise falls with its root.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [0.1, 1, 10],
    };

    private readonly Option<int> measurements = new("--measurements")
    {
        HelpName = "N",
        Description = "How many measurements of each effort are simulated.",
        CustomParser = CommandValues.WholeNumber("--measurements", 1, 100_000),
        DefaultValueFactory = _ => 5,
    };

    /// <summary>Makes the command.</summary>
    public PlanCommand()
        : this(CommandStyle.Tool)
    {
    }

    private PlanCommand(CommandStyle style)
        : base("Tells from a pilot measurement how long one must measure until the number of peaks is known.", style)
    {
        data = new("The pilot: text with columns, JCAMP-DX, VAMAS, NeXus, ...", style);
        output = new("The folder for numbers, figure and run.json.", style);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Argument> Arguments => data.Arguments;

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options =>
        [.. data.Options, peaks, shape, background, priors, efforts, measurements, .. sampling.Options, .. output.Options, quiet];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        double[] times = EffortsOf(arguments);
        OutputFolder folder = this.output.Create(arguments, ComparisonFiles.Numbers, Drawing);
        Settings question = QuestionOf(arguments);
        ComparisonProblem pilot = new Deconvolution(question).Problem;
        ReplicaExchangeOptions options = sampling.Read(arguments).Options;
        VirtualMeasurementReport report = ProgressDisplay.Use(arguments.GetValue(quiet), error, display =>
        {
            DisplayedProgress progress = new(display);
            ModelComparison found = pilot.Family.Compare(pilot.Measured.Curve, options, progress, cancellation);
            output.WriteLine($"The pilot: {found.Verdict}");
            cancellation.ThrowIfCancellationRequested();
            (DesignSeries series, ModelFamily family) = SeriesOf(question, pilot, found, times);
            VirtualMeasurementOptions virtually = new()
            {
                Measurements = arguments.GetValue(measurements),
                Seed = options.Seed,
                Inference = new ReplicaExchange(options with { SideBySide = true }),
            };
            return new VirtualMeasurement(Truth.Of(found.Best), family).Run(series, virtually, progress, cancellation);
        });
        output.WriteLine(report);
        folder.WriteText(ComparisonFiles.Numbers, () => PlanJson.Of(report, options.Seed));
        folder.WriteFigure(Drawing, report.Plot);
        folder.Conclude(output);
        return report.Failure is null ? !report.IsPartial : throw report.Failure;
    }

    private Settings QuestionOf(ParseResult arguments)
    {
        IReadOnlyList<BackgroundTerm> terms = arguments.GetValue(background) ?? [];
        DataSettings file = RequiredFile.Of(data.Read(arguments), "plan");
        if (terms.Any(term => term.Shape is BackgroundShape.Smooth or BackgroundShape.ActiveShirley))
        {
            throw new UserErrorException("--background: a plan needs a background with parameters, such as linear or shirley.");
        }
        if (file.Noise is { IsLadder: true } or { Model: not (GaussianNoise or PoissonNoise) })
        {
            throw new UserErrorException("--noise: a plan needs auto, column, counts or a number.");
        }

        return new()
        {
            Data = file,
            Models = [new([new(arguments.GetValue(peaks)!, new(arguments.GetValue(shape)))], terms)],
            Priors = arguments.GetValue(priors) ?? GivenPriors.None,
        };
    }

    /// <summary>
    /// Counts go as the time, and Gaussian noise falls as its root, from the level that the pilot had: what is known of it, its
    /// mean where it is unknown, its median where it is that of points.
    /// </summary>
    private static (DesignSeries Series, ModelFamily Family) SeriesOf(
        Settings question, ComparisonProblem pilot, ModelComparison found, double[] efforts)
    {
        var curve = pilot.Measured.Curve;
        if (pilot.Measured.Noise == NoiseSetting.Counts)
        {
            return (DesignSeries.OfExposures(curve.X, efforts), pilot.Family);
        }

        double level = curve.Sigma is { } sigma && pilot.Measured.Noise == NoiseSetting.Column
            ? sigma.Order().ElementAt(sigma.Length / 2)
            : pilot.Measured.Noise.Model is GaussianNoise { Level: { } known } ? known : found.Best.Result.Summary["noise"].Mean;
        double[] levels = [.. efforts.Select(effort => level / Math.Sqrt(effort))];
        ModelFamily family = new Deconvolution(question with
        {
            Data = question.Data with
            {
                Noise = NoiseSetting.Level(level),
                Reading = question.Data.Reading with { SigmaColumn = null },
            },
        }).Problem.Family;
        return (DesignSeries.OfNoiseLevels(curve.X, levels), family);
    }

    private double[] EffortsOf(ParseResult arguments)
    {
        double[] times = arguments.GetRequiredValue(efforts);
        bool areFine = times.All(time => time is > 0 and <= MostEffort)
            && times.Zip(times.Skip(1), (before, after) => before < after).All(rises => rises);
        return times.Length > 0 && areFine ? times : throw new UserErrorException(
            $"--efforts {string.Join(' ', times)}: give numbers above 0, at most {MostEffort}, ascending, such as 0.1 1 10.");
    }
}
