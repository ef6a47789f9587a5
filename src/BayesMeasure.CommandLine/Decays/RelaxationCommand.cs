using System.CommandLine;

namespace BayesMeasure.CommandLine.Decays;

/// <summary>The command line: a relaxation curve, its form, and what every comparison of models has.</summary>
/// <param name="style">How it is asked and ends.</param>
public sealed class RelaxationCommand(CommandStyle style) : ComparisonCommand(
    "Tells whether a relaxation curve is a sum of exponentials or a stretched exponential, with error bars.",
    "The curve: text with columns. Without it, made data: see --experiment.",
    style)
{
    private readonly Option<int> experiment = new("--experiment")
    {
        HelpName = "1|2",
        Description = "Without a file: 1 makes three exponentials, 2 one stretched exponential.",
        CustomParser = CommandValues.WholeNumber("--experiment", 1, 2),
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<ComponentRange?> components = new("--components")
    {
        HelpName = "N..M",
        Description = "The numbers of components to compare, or one number; each as exponentials and as stretched ones.",
        CustomParser = CommandValues.Range("--components", "components", fewest: 1),
        DefaultValueFactory = _ => new(1, 3),
    };

    private readonly Option<RelaxationForm> form = new("--form")
    {
        HelpName = "decay|saturation|inversion",
        Description = "A decay to an offset, or a recovery after saturation or inversion.",
        CustomParser = CommandValues.Choice<RelaxationForm>("--form"),
        DefaultValueFactory = _ => RelaxationForm.Decay,
    };

    private readonly Option<Line> line = new("--line")
    {
        HelpName = "half|central32|satellite32|central52|inner52|outer52",
        Description = "The line whose recovery is measured: of a spin 1/2, or one of a quadrupole-split spin 3/2 or 5/2.",
        CustomParser = CommandValues.Choice<Line>("--line"),
        DefaultValueFactory = _ => Line.Half,
    };

    /// <summary>The command as a program of its own.</summary>
    public RelaxationCommand()
        : this(CommandStyle.Sample)
    {
    }

    /// <inheritdoc/>
    protected override IEnumerable<Option> QuestionOptions => [experiment, components, form, line];

    /// <inheritdoc/>
    protected override ComparisonProblem ProblemOf(ParseResult arguments, DataSettings data, ComparisonSettings settings) =>
        new RelaxationQuestion(new()
        {
            Data = data,
            Experiment = arguments.GetValue(experiment),
            Components = arguments.GetValue(components)!,
            Form = arguments.GetValue(form),
            Line = arguments.GetValue(line),
            Priors = settings.Priors,
        }).Problem;
}
