using BayesMeasure.Priors;

namespace BayesMeasure.Samples;

/// <summary>A part of the prior, as the report shows it.</summary>
/// <param name="Title">Whose prior this is, such as "Prior of each peak".</param>
/// <param name="Prior">The prior, with the user's rules in it.</param>
/// <param name="Rule">Where the rules come from that the user did not give, such as "published".</param>
public sealed record PriorSection(string Title, Prior Prior, string Rule)
{
    /// <summary>The origin of a prior that knows the scales of the axes and nothing else.</summary>
    public const string WeakRule = "from the ranges of the data, by a weak rule";
}
