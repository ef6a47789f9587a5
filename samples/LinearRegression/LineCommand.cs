using System.CommandLine;
using BayesMeasure.Samples;

namespace LineThroughOrigin;

/// <summary>The command line: the example, and how probable it is to select y = a x + b.</summary>
public sealed class LineCommand() : SampleCommand("Asks whether a line passes through the origin, y = a x or y = a x + b, exactly.")
{
    private readonly Option<double?> halfWidth = new("--half-width")
    {
        HelpName = "XI",
        Description = "The half-width of the flat priors of a and of b.",
        CustomParser = CommandValues.Positive("--half-width", "10"),
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<int> repetitions = new("--repetitions")
    {
        HelpName = "N",
        Description = "The simulated data sets of every point of the figure.",
        CustomParser = CommandValues.WholeNumber("--repetitions", 10, 1_000_000),
        DefaultValueFactory = _ => 400,
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of the simulations.",
        CustomParser = CommandValues.Seed,
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> folder = new("--out")
    {
        HelpName = "DIR",
        Description = "The folder for result.json, figure.png and figure.svg.",
        DefaultValueFactory = _ => "out",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [halfWidth, repetitions, seed, folder];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        double width = arguments.GetValue(halfWidth)!.Value;
        var files = new OutputFolder(arguments.GetRequiredValue(folder));
        var example = ExampleData.Compare(width);
        output.WriteLine("Five points, y = a x against y = a x + b:");
        foreach ((string treatment, DesignComparison comparison) in example)
            output.WriteLine(ExampleData.Describe(treatment, comparison));
        try
        {
            var experiment = new SelectionExperiment(width, arguments.GetValue(repetitions), arguments.GetValue(seed));
            IReadOnlyList<SelectionPanel> panels = experiment.Panels(cancellation);
            SelectionFile.Write(files.PathOf("result.json"), example, panels);
            var figure = new SelectionFigure(panels);
            figure.SavePng(files.PathOf("figure.png"));
            figure.SaveSvg(files.PathOf("figure.svg"));
            output.WriteLine($"Written: {string.Join(", ", new[] { "result.json", "figure.png", "figure.svg" }.Select(files.PathOf))}.");
            return true;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped before the figure was done.");
            return false;
        }
    }
}
