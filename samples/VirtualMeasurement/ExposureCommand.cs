using System.CommandLine;
using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Plotting;

namespace PlanExposure;

/// <summary>
/// The command line: simulates the experiment at several exposures and says which makes three peaks identifiable.
/// </summary>
public sealed class ExposureCommand() : JobCommand("Tells before an experiment how long one must count to see all peaks.")
{
    /// <summary>Some ten counts a point and unit of exposure: more than this is beyond what whole numbers hold.</summary>
    private const double MostExposure = 1e6;

    private const string Drawing = "figure";

    private readonly Option<double[]> exposures = new("--exposures")
    {
        HelpName = "T",
        Description = "The exposures, from the shortest to the longest.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [0.01, 0.1, 1, 10],
    };

    private readonly Option<int> measurements = new("--measurements")
    {
        HelpName = "N",
        Description = "How many measurements of each exposure are simulated.",
        CustomParser = CommandValues.WholeNumber("--measurements", 1, 100_000),
        DefaultValueFactory = _ => 5,
    };

    private readonly Option<int> sweeps = new("--sweeps")
    {
        HelpName = "N",
        Description = "The recorded sweeps of each chain; as many are burn-in.",
        CustomParser = CommandValues.WholeNumber("--sweeps", 10, 1_000_000),
        DefaultValueFactory = _ => 400,
    };

    private readonly Option<ulong> seed = CommonOptions.Seed("The seed of all random numbers.");

    private readonly Option<int?> lanes = CommonOptions.Lanes();

    private readonly Option<string> folder = CommonOptions.Folder("The folder of the figure.");

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [exposures, measurements, sweeps, seed, lanes, folder];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        DesignSeries series = SeriesOf(arguments.GetRequiredValue(exposures));
        var files = new OutputFolder(arguments.GetRequiredValue(folder), OutputFolder.FilesOf(Drawing));
        ulong number = arguments.GetValue(seed);
        int recorded = arguments.GetValue(sweeps);
        var options = new VirtualMeasurementOptions
        {
            Measurements = arguments.GetValue(measurements),
            Seed = number,
            Inference = new ReplicaExchange(new()
            {
                Seed = number,
                Chains = 2,
                BurnInSweeps = recorded,
                Sweeps = recorded,
                SideBySide = true,
                Lanes = arguments.GetValue(lanes),
            }),
        };
        VirtualMeasurementReport report;
        try
        {
            report = ExposureQuestion.Create(2, 4).Run(series, options, null, cancellation);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped: no exposure is complete.");
            return false;
        }

        output.WriteLine(report);
        files.WriteFigure(Drawing, report.Plot);
        files.Conclude(output);
        return report.Failure is null ? !report.IsPartial : throw report.Failure;
    }

    private static DesignSeries SeriesOf(double[] exposures)
    {
        if (exposures.Any(exposure => exposure > MostExposure))
        {
            throw new UserErrorException(FormattableString.Invariant(
                $"--exposures: {exposures.Max():R} counts more than can be drawn; the longest is {MostExposure:R}."));
        }

        try
        {
            return ExposureQuestion.Exposures(exposures);
        }
        catch (ArgumentException problem)
        {
            string given = string.Join(" ", exposures.Select(time => time.ToString(CultureInfo.InvariantCulture)));
            throw new UserErrorException($"--exposures {given}: they must be different positive numbers.", problem);
        }
    }
}
