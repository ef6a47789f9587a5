using System.CommandLine;
using BayesMeasure.CommandLine;
using BayesMeasure.Linear.Selection;
using BayesMeasure.Plotting;

namespace OffsetSelection;

/// <summary>The command line: what is done about the noise, how much is simulated, and where the files go.</summary>
public sealed class SelectionCommand()
    : JobCommand("Tells how often a line through the origin is told from one with an offset.")
{
    private const string Numbers = "result.json";
    private const string Drawing = "figure";

    private readonly Option<NoiseTreatment> noise = new("--noise")
    {
        HelpName = string.Join('|', CommandValues.NamesOf<NoiseTreatment>()),
        Description = "What is done about the level of the noise.",
        CustomParser = CommandValues.Choice<NoiseTreatment>("--noise"),
        DefaultValueFactory = _ => NoiseTreatment.Known,
    };

    private readonly Option<int> simulations = new("--simulations")
    {
        HelpName = "N",
        Description = "How many measurements are simulated at each point; 0 for none.",
        CustomParser = CommandValues.WholeNumber("--simulations", 0, 1_000_000),
        DefaultValueFactory = _ => 400,
    };

    private readonly Option<ulong> seed = CommonOptions.Seed("The seed of the simulated noise.");

    private readonly Option<string> folder = CommonOptions.Folder("The folder of the files.");

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [noise, simulations, seed, folder];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var files = new OutputFolder(arguments.GetValue(folder)!, [Numbers, .. OutputFolder.FilesOf(Drawing)]);
        NoiseTreatment treatment = arguments.GetValue(noise);
        var question = new OffsetQuestion(treatment, arguments.GetValue(simulations), arguments.GetValue(seed));
        IReadOnlyList<SelectionCurve> overPoints, overOffset;
        try
        {
            overPoints = question.OverPoints(cancellation);
            overOffset = question.OverOffset(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        files.WriteFigure(Drawing, () => Figure.OfSelection(
            $"y = ax + b against y = ax, noise: {NameOf(treatment)}", overPoints, "b / σ", overOffset));
        files.WriteText(
            Numbers, () => SelectionJson.Of(treatment, arguments.GetValue(seed), overPoints, overOffset));
        output.WriteLine(SelectionTable.Of(overPoints));
        files.Conclude(output);
        return true;
    }

    private static string NameOf(NoiseTreatment treatment) => treatment switch
    {
        NoiseTreatment.Known => "known",
        NoiseTreatment.EmpiricalBayes => "empirical Bayes",
        _ => "Jeffreys",
    };
}
