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

    /// <summary>Collects those components whose parameters have the same priors.</summary>
    /// <param name="components">For each component, the positions of its own parameters, in the same order.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="amplitude">The index of the amplitude in a component, given by its number.</param>
    /// <param name="fewest">The fewest components that make a group: 1 where one that stands alone is asked for too.</param>
    internal static IReadOnlyList<ComponentGroup> Of(
        IReadOnlyList<int[]> components,
        IReadOnlyList<Parameter> parameters,
        Func<int, int?> amplitude,
        int fewest = 2) =>
        [.. Enumerable.Range(0, components.Count)
            .Where(component => components[component].Length > 0)
            .GroupBy(
                component => components[component].Select(position => parameters[position].Prior).ToArray(),
                EqualityComparer<Distribution[]>.Create(
                    (a, b) => a!.SequenceEqual(b!), priors => priors.Aggregate(0, HashCode.Combine)))
            .Where(group => group.Count() >= fewest)
            .Select(group =>
                new ComponentGroup([.. group.Select(component => components[component])], amplitude(group.First())))];
}
