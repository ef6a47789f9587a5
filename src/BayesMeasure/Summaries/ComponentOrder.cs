using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Summaries;

/// <summary>
/// Resolves label switching. Components with equal priors can change places without changing the posterior, so "center[1]"
/// by itself means nothing; sorted by one named parameter within each draw, it does.
/// </summary>
internal sealed class ComponentOrder
{
    /// <summary>The parameters by which components are ordered when nothing is said: the first that they have.</summary>
    private static readonly string[] UsualNames = ["center", "rate"];

    private readonly (int[][] Components, int Key)[] groups;
    private readonly double[] copy;

    private ComponentOrder(string baseName, (int[][] Components, int Key)[] groups, int parameters)
    {
        BaseName = baseName;
        this.groups = groups;
        copy = new double[parameters];
    }

    /// <summary>The parameter by which components are ordered.</summary>
    public string BaseName { get; }

    /// <summary>The order of components of a kind that has a usual one; null when there is nothing to sort by it.</summary>
    public static ComponentOrder? Usual(ITarget target, IReadOnlyList<Parameter> parameters) =>
        UsualNames.Select(name => By(name, target, parameters)).FirstOrDefault(order => order is not null);

    /// <summary>
    /// The draws with their components in order, and the parameter that they are ordered by; null where nothing was.
    /// </summary>
    public static (Draws Draws, string? OrderedBy) Arrange(ITarget target, Draws draws, string? baseName)
    {
        ComponentOrder? order = baseName is null ? Usual(target, draws.Parameters) : By(baseName, target, draws.Parameters);
        return order is null ? (draws, null) : (draws.Rearranged(order.Sort), order.BaseName);
    }

    /// <summary>
    /// The order of the components that have a parameter; null when there is nothing to sort, or when they are not
    /// interchangeable: their priors differ, or a parameter outside of a component follows one of its parameters.
    /// </summary>
    public static ComponentOrder? By(string baseName, ITarget target, IReadOnlyList<Parameter> parameters)
    {
        (int[][] Components, int Key)[] groups = target switch
        {
            JointPosterior =>
            [
                .. ByGroups(target, name => name == baseName || name.EndsWith($".{baseName}", StringComparison.Ordinal)),
            ],
            Posterior => [.. ByGroups(target, name => name == baseName)],
            _ => [],
        };
        return groups.Length > 0 ? new(baseName, groups, parameters.Count)
            : target is JointPosterior ? null
            : ByNames(baseName, target, parameters);
    }

    /// <summary>What the terms of the model tell: components can be told whatever the order of the prior.</summary>
    private static IEnumerable<(int[][] Components, int Key)> ByGroups(ITarget target, Func<string, bool> isKey)
    {
        foreach (ComponentGroup group in target.Groups)
        {
            int[][] components = group.ToArrays();
            int key = Array.FindIndex(components[0], position => isKey(target.Parameters[position].BaseName));
            string? name = key < 0 ? null : target.Parameters[components[0][key]].BaseName;
            int[] keys = key < 0 ? [] : [.. components.Select(component => component[key])];
            if (key >= 0 && Enumerable.Range(0, target.Parameters.Count)
                .Where(position => target.Parameters[position].BaseName == name)
                .All(position => target.Parameters[position].Component is not null && keys.Contains(position)))
            {
                yield return (components, key);
            }
        }
    }

    private static ComponentOrder? ByNames(string baseName, ITarget target, IReadOnlyList<Parameter> parameters)
    {
        int[][] components = [.. Siblings(baseName, parameters)
            .GroupBy(position => parameters[position].Component)
            .Select(group => group.OrderBy(position => parameters[position].BaseName, StringComparer.Ordinal).ToArray())];
        if (components.Length < 2 || !components.All(component => AreInterchangeable(component, components[0], parameters)))
        {
            return null;
        }

        HashSet<string> followed = [.. (target as Posterior)?.FollowedFromOutside ?? []];
        int key = Array.FindIndex(components[0], position => parameters[position].BaseName == baseName);
        return components.SelectMany(component => component).Any(position => followed.Contains(parameters[position].Name))
            ? null
            : new(baseName, [(components, key)], parameters.Count);
    }

    /// <summary>
    /// The parameters of the same repeated prior. Several such priors stand one after the other, and each counts its components
    /// from 1 again; two parameters belong to the same one if they also have the same components.
    /// </summary>
    private static IEnumerable<int> Siblings(string baseName, IReadOnlyList<Parameter> parameters)
    {
        int[] counts = new int[parameters.Count];
        int last = 0;
        for (int position = 0; position < counts.Length; position++)
        {
            int component = parameters[position].Component ?? last;
            counts[position] = (position == 0 ? 0 : counts[position - 1]) + (component < last ? 1 : 0);
            last = component;
        }

        var priors = Enumerable.Range(0, counts.Length)
            .Where(position => parameters[position].Component is not null)
            .GroupBy(position => (Count: counts[position], Name: parameters[position].BaseName))
            .ToList();
        var key = priors.FirstOrDefault(prior => prior.Key.Name == baseName);
        return key is null ? [] : priors
            .Where(prior => prior.Key.Count == key.Key.Count && Components(prior).SequenceEqual(Components(key)))
            .SelectMany(prior => prior);
        IEnumerable<int?> Components(IEnumerable<int> positions) => positions.Select(position => parameters[position].Component);
    }

    /// <summary>Sorts the components of one draw.</summary>
    public void Sort(Span<double> point)
    {
        point.CopyTo(copy);
        foreach ((int[][] components, int key) in groups)
        {
            int[][] sorted = [.. components.OrderBy(component => copy[component[key]])];
            for (int k = 0; k < components.Length; k++)
            {
                for (int i = 0; i < components[k].Length; i++)
                {
                    point[components[k][i]] = copy[sorted[k][i]];
                }
            }
        }
    }

    private static bool AreInterchangeable(int[] component, int[] first, IReadOnlyList<Parameter> parameters) =>
        component.Length == first.Length && component.Zip(first).All(pair =>
            parameters[pair.First].BaseName == parameters[pair.Second].BaseName
            && parameters[pair.First].Prior == parameters[pair.Second].Prior);
}
