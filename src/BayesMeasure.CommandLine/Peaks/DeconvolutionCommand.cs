using System.CommandLine;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>The command line: a spectrum, its peaks and background, and what every comparison of models has.</summary>
/// <param name="style">How it is asked and ends.</param>
public sealed class DeconvolutionCommand(CommandStyle style) : ComparisonCommand(
    "Finds how many peaks a spectrum has, and where, with error bars.",
    "The spectrum: text with columns, JCAMP-DX, VAMAS, NeXus, ... Without it, the benchmark NSO-3.",
    style)
{
    private readonly Option<ComponentRange?> peaks = new("--peaks")
    {
        HelpName = "N..M",
        Description = "The numbers of peaks to compare, or one number; 0 is background alone.",
        CustomParser = CommandValues.Range("--peaks", "peaks"),
        DefaultValueFactory = _ => new(1, 6),
    };

    private readonly Option<PeakShape> shape = PeakOptions.Shape();

    private readonly Option<IReadOnlyList<BackgroundTerm>?> background = PeakOptions.Background();

    private readonly Option<IReadOnlyList<ModelChoice>?> models = new("--model")
    {
        HelpName = "SUM",
        Description = "A sum in place of --peaks, --shape and --background, such as \"2 gaussian + 0..1 lorentzian + shirley\"; "
            + "repeatable: all models are compared.",
        CustomParser = ModelText.Models,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<DoubletRules?> doublet = new("--doublet")
    {
        HelpName = "splitting=..,ratio=..",
        Description = "Every peak is a doublet; in a --model those called so. A number or a distribution each: distance and area "
            + "of the companion, and widthRatio, 1 by default.",
        CustomParser = DoubletRules.Parse,
    };

    private readonly Option<bool> dips = new("--dips") { Description = "The peaks are dips: their amplitudes are negative." };

    private readonly Option<bool?> reverse = new("--reverse")
    {
        HelpName = "true|false",
        Description = "Whether the figure's axis of x runs from right to left. [default: where it is a binding energy or a "
            + "chemical shift]",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = CommandValues.Flag("--reverse"),
    };

    /// <summary>The command as a program of its own.</summary>
    public DeconvolutionCommand()
        : this(CommandStyle.Sample)
    {
    }

    /// <inheritdoc/>
    protected override IEnumerable<Option> QuestionOptions => [peaks, shape, background, models, doublet, dips, reverse];

    /// <inheritdoc/>
    protected override ComparisonProblem ProblemOf(ParseResult arguments, DataSettings data, ComparisonSettings settings) =>
        new Deconvolution(new()
        {
            Data = data,
            Models = arguments.GetValue(models) is { } sums ? OnlyIn(arguments, sums) : [OfOptions(arguments)],
            Doublet = arguments.GetValue(doublet),
            AreDips = arguments.GetValue(dips),
            IsReversed = arguments.GetValue(reverse),
            Priors = settings.Priors,
        }).Problem;

    private ModelChoice OfOptions(ParseResult arguments)
    {
        IReadOnlyList<BackgroundTerm> terms = arguments.GetValue(background) ?? [];
        bool hasStep = terms.Any(term => term.Shape == BackgroundShape.ActiveShirley);
        var kind = new PeakKind(arguments.GetValue(shape), arguments.GetValue(doublet) is not null, hasStep);
        return new(
            [new(arguments.GetValue(peaks)!, kind)], [.. terms.Where(term => term.Shape != BackgroundShape.ActiveShirley)]);
    }

    private IReadOnlyList<ModelChoice> OnlyIn(ParseResult arguments, IReadOnlyList<ModelChoice> sums)
    {
        Option? other = ((Option[])[peaks, shape, background])
            .FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
        return other is null ? sums : throw new UserErrorException(
            $"--model says what {other.Name} says, too: leave one of them out.");
    }
}
