using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>One unknown of a target: what is sampled. Fixed and tied parameters are not among them.</summary>
/// <param name="Name">The full name, such as "center[2]".</param>
/// <param name="BaseName">The name without the number of the component, such as "center".</param>
/// <param name="Component">
/// The number of the component in a repeated group, from 1; null outside one, and for what all components share.
/// </param>
/// <param name="Unit">The unit, or null.</param>
/// <param name="Prior">The prior distribution.</param>
public sealed record Parameter(string Name, string BaseName, int? Component, string? Unit, Distribution Prior)
{
    /// <summary>
    /// What the parameter is to those who read a result: as the term says that reads it, and told from its base name otherwise.
    /// </summary>
    public ParameterRole Role { get; init; } = UsualRole.Of(BaseName);

    /// <summary>The unknown that a free entry of a prior makes.</summary>
    internal static Parameter Of(PriorEntry entry) =>
        new(entry.Name, entry.BaseName, entry.Component, entry.Unit, (Distribution)entry.Rule);
}
