using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>The options that every comparison of models has: priors, sampling, output.</summary>
/// <param name="style">How the command is asked.</param>
public sealed class ComparisonArguments(CommandStyle style)
{
    private readonly Option<GivenPriors?> priors = new("--prior")
    {
        HelpName = "NAME=DISTRIBUTION",
        Description = "The prior of a parameter, such as amplitude=Gamma(5,5); repeatable.",
        CustomParser = CommandValues.Priors,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<ModelPriorSetting?> modelPrior = new("--model-prior")
    {
        HelpName = "uniform|geometric:R|complexity:L",
        Description = "How probable the models are beforehand: equally; R^K for K components; exp(-L n) for n unknowns.",
        CustomParser = CommandValues.ModelPrior,
    };

    private readonly Option<bool> limited = new("--limited")
    {
        Description = "No more components are possible than the most that are tried: the largest number may be selected.",
    };

    private readonly SamplingArguments sampling = new();

    private readonly OutputArguments output = new(style, string.Join(", ", ComparisonFiles.Names));

    private readonly Option<bool> quiet = CommonOptions.Quiet();

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => [priors, modelPrior, limited, .. sampling.Options, .. output.Options, quiet];

    /// <summary>The settings that the arguments say.</summary>
    public ComparisonSettings Read(ParseResult arguments) => new()
    {
        Output = output.Read(arguments),
        Priors = arguments.GetValue(priors) ?? GivenPriors.None,
        ModelPrior = arguments.GetValue(modelPrior) ?? ModelPriorSetting.Uniform,
        IsLimited = arguments.GetValue(limited),
        Sampling = sampling.Read(arguments),
        Quiet = arguments.GetValue(quiet),
    };
}
