using System.CommandLine;
using BayesMeasure.Samples;

namespace SpectralDeconvolution;

/// <summary>The command line: a spectrum, its peaks and background, and what every comparison of models has.</summary>
public sealed class DeconvolutionCommand() : SampleCommand("Finds how many peaks a spectrum has, and where, with error bars.")
{
    private readonly DataArguments data = new(
        "The spectrum: text with columns, JCAMP-DX, VAMAS, NeXus, ... Without it, the benchmark NSO-3.");

    private readonly Option<ComponentRange?> peaks = new("--peaks")
    {
        HelpName = "N..M",
        Description = "The numbers of peaks to compare, or one number; 0 is background alone.",
        CustomParser = CommandValues.Range("--peaks", "peaks"),
        DefaultValueFactory = _ => new(1, 6),
    };

    private readonly Option<PeakShape> shape = new("--shape")
    {
        HelpName = string.Join('|', CommandValues.NamesOf<PeakShape>()),
        Description = "The shape of every peak.",
        CustomParser = CommandValues.Choice<PeakShape>("--shape"),
        DefaultValueFactory = _ => PeakShape.Gaussian,
    };

    private readonly Option<BackgroundShape> background = new("--background")
    {
        HelpName = string.Join('|', CommandValues.NamesOf<BackgroundShape>()),
        Description = "What lies beneath the peaks.",
        CustomParser = CommandValues.Choice<BackgroundShape>("--background"),
        DefaultValueFactory = _ => BackgroundShape.None,
    };

    private readonly ComparisonArguments comparison = new();

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [.. data.Options, peaks, shape, background, .. comparison.Options];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        ComparisonSettings settings = comparison.Read(arguments);
        ComparisonProblem problem = new Deconvolution(new()
        {
            Data = data.Read(arguments),
            Peaks = arguments.GetValue(peaks)!,
            Shape = arguments.GetValue(shape),
            Background = arguments.GetValue(background),
            Priors = settings.Priors,
        }).Problem;
        return new ComparisonJob(problem, settings, output, error).Run(cancellation);
    }
}
