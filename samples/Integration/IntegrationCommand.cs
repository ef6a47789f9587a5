using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Plotting;

namespace JoinMeasurements;

/// <summary>The command line: two spectra and two lines, each with the question whether they should be joined.</summary>
public sealed class IntegrationCommand() : JobCommand("Asks whether measurements should be joined, and what is gained by it.")
{
    private const string Spectra = "spectra";
    private const string Lines = "lines";

    private readonly Option<double> shift = new("--shift")
    {
        HelpName = "DISTANCE",
        Description = "By how much the second peak of the noisy spectrum is elsewhere; 0.1 makes them two samples.",
        CustomParser = result => CommandValues.Number("--shift")(result) ?? 0,
        DefaultValueFactory = _ => 0,
    };

    private readonly SamplingArguments sampling = new();

    private readonly Option<string> folder =
        CommonOptions.Folder("The folder for the numbers and the figures of both questions.");

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [shift, .. sampling.Options, folder];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        SamplingSettings settings = sampling.Read(arguments);
        var files = new OutputFolder(arguments.GetRequiredValue(folder), [.. FilesOf(Spectra), .. FilesOf(Lines)]);
        double distance = arguments.GetValue(shift);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings}"));
        try
        {
            output.WriteLine("\nTwo spectra that share positions and widths of their peaks:");
            Ask(TwoSpectra.Create(distance), Spectra, settings, files, output, cancellation);

            output.WriteLine("\nTwo lines that share their slope:");
            var lines = new TwoLines();
            IntegrationComparison comparison = Ask(lines.Posterior, Lines, settings, files, output, cancellation);
            output.WriteLine(lines.Check(comparison));
            files.RequireAll();
            return true;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped: without all runs there is no answer.");
            return false;
        }
    }

    private static string[] FilesOf(string name) => [$"{name}.json", .. OutputFolder.FilesOf(name)];

    private static IntegrationComparison Ask(
        JointPosterior joint,
        string name,
        SamplingSettings settings,
        OutputFolder files,
        TextWriter output,
        CancellationToken cancellation)
    {
        TimeSpan processorTime = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();

        // <integration>
        IntegrationComparison comparison = new Integration(joint).Compare(settings.Options, null, cancellation);
        output.WriteLine(comparison);
        // </integration>
        files.Write(
            FilesOf(name)[0], path => comparison.Save(path, Environment.CpuUsage.TotalTime - processorTime, clock.Elapsed));
        files.WriteFigure(name, comparison.Plot);
        output.WriteLine($"Written: {files.Written(name)}.");
        return comparison;
    }
}
