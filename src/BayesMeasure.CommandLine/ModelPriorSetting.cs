using BayesMeasure.Comparison;

namespace BayesMeasure.CommandLine;

/// <summary>How probable the models are before the data.</summary>
/// <param name="Prior">The prior over models.</param>
/// <param name="CountsComponents">Whether it counts components, and so needs models that are told apart by their number.</param>
public sealed record ModelPriorSetting(ModelPrior Prior, bool CountsComponents)
{
    /// <summary>All models equally probable.</summary>
    public static ModelPriorSetting Uniform { get; } = new(ModelPrior.Uniform, CountsComponents: false);

    /// <summary>Refuses models that the prior does not know, before anything is sampled.</summary>
    /// <exception cref="UserErrorException">A model has no number of components, and the prior counts them.</exception>
    public void RequireNumbersOfComponents(ModelFamily family)
    {
        if (CountsComponents && family.Candidates.FirstOrDefault(candidate => candidate.Components is null) is { } unknown)
        {
            throw new UserErrorException(
                $"--model-prior geometric: {unknown.Name} has no number of components. Use --model-prior complexity:L.");
        }
    }
}
