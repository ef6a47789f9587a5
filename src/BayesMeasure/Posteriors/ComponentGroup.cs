using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Components that are alike: each has the same parameters with the same priors, such as the peaks of a spectrum. A sampler may
/// carry one to another place, or make two of them exchange what they have.
/// </summary>
/// <param name="Components">
/// For each component, the positions of its own parameters, in the same order for all. What all components share is not among
/// them.
/// </param>
/// <param name="Amplitude">
/// Where the parameter that the component is proportional to stands in each of them; null where there is none.
/// </param>
public sealed record ComponentGroup(IReadOnlyList<IReadOnlyList<int>> Components, int? Amplitude)
{
    /// <summary>The positions as arrays, which a sweep can walk through without allocating.</summary>
    internal int[][] ToArrays() => [.. Components.Select(component => component.ToArray())];

    /// <summary>The groups of alike components among parameters, by the numbers that a repeated prior gave them.</summary>
    internal static IReadOnlyList<ComponentGroup> Of(IReadOnlyList<Parameter> parameters)
    {
        int[][] components = [.. Enumerable.Range(0, parameters.Count)
            .Where(position => parameters[position].Component is not null)
            .GroupBy(position => parameters[position].Component)
            .Select(component => component.ToArray())];
        return Of(components, parameters, _ => null);
    }

    /// <summary>Collects those components whose parameters have the same priors, of each kind two at least.</summary>
    /// <param name="components">For each component, the positions of its own parameters, in the same order.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="amplitude">The index of the amplitude in a component, given by its number.</param>
    internal static IReadOnlyList<ComponentGroup> Of(
        IReadOnlyList<int[]> components, IReadOnlyList<Parameter> parameters, Func<int, int?> amplitude) =>
        [.. Enumerable.Range(0, components.Count)
            .Where(component => components[component].Length > 0)
            .GroupBy(component => PriorsOf(components[component], parameters), SamePriors)
            .Where(group => group.Count() > 1)
            .Select(group =>
                new ComponentGroup([.. group.Select(component => components[component])], amplitude(group.First())))];

    /// <summary>The priors of some parameters.</summary>
    internal static Distribution[] PriorsOf(IReadOnlyList<int> positions, IReadOnlyList<Parameter> parameters) =>
        [.. positions.Select(position => parameters[position].Prior)];

    /// <summary>Whether two components have the same priors, parameter by parameter.</summary>
    internal static IEqualityComparer<Distribution[]> SamePriors { get; } = EqualityComparer<Distribution[]>.Create(
        (a, b) => a!.SequenceEqual(b!), priors => priors.Aggregate(0, HashCode.Combine));
}
