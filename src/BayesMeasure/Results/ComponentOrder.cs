using BayesMeasure.Posteriors;

namespace BayesMeasure.Results;

/// <summary>
/// Resolves label switching. Components with equal priors can change places without changing the posterior, so "center[1]"
/// by itself means nothing; sorted by one named parameter within each draw, it does.
/// </summary>
internal sealed class ComponentOrder
{
    private readonly int[][] components;
    private readonly int key;
    private readonly double[] keys;
    private readonly int[] order;
    private readonly double[] copy;

    private ComponentOrder(int[][] components, int key, int parameters)
    {
        this.components = components;
        this.key = key;
        keys = new double[components.Length];
        order = new int[components.Length];
        copy = new double[parameters];
    }

    /// <summary>
    /// The order of a target's components by a parameter; null when there is nothing to sort, or when the components are not
    /// interchangeable because their priors differ.
    /// </summary>
    public static ComponentOrder? By(string baseName, IReadOnlyList<Parameter> parameters)
    {
        int[][] components = [.. parameters
            .Select((parameter, position) => (parameter, position))
            .Where(item => item.parameter.Component is not null)
            .GroupBy(item => item.parameter.Component)
            .Select(group => group.OrderBy(item => item.parameter.BaseName, StringComparer.Ordinal).Select(item => item.position).ToArray())];
        if (components.Length < 2 || !components.All(component => AreInterchangeable(component, components[0], parameters)))
        {
            return null;
        }

        int key = Array.FindIndex(components[0], position => parameters[position].BaseName == baseName);
        return key < 0 ? null : new(components, key, parameters.Count);
    }

    /// <summary>Sorts the components of one draw.</summary>
    public void Sort(Span<double> point)
    {
        point.CopyTo(copy);
        for (int k = 0; k < components.Length; k++)
        {
            keys[k] = point[components[k][key]];
            order[k] = k;
        }

        Array.Sort(keys, order);
        for (int k = 0; k < components.Length; k++)
        {
            for (int i = 0; i < components[k].Length; i++)
            {
                point[components[k][i]] = copy[components[order[k]][i]];
            }
        }
    }

    private static bool AreInterchangeable(int[] component, int[] first, IReadOnlyList<Parameter> parameters) =>
        component.Length == first.Length && component.Zip(first).All(pair =>
            parameters[pair.First].BaseName == parameters[pair.Second].BaseName
            && parameters[pair.First].Prior == parameters[pair.Second].Prior);
}
