using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Resolves label switching. Components with equal priors can change places without changing the posterior, so "center[1]"
/// by itself means nothing; sorted by one named parameter within each draw, it does.
/// </summary>
internal sealed class ComponentOrder
{
    /// <summary>What components are ordered by when nothing is said: the first that any of them have.</summary>
    private static readonly ParameterRole[] UsualRoles = [ParameterRole.Position, ParameterRole.Rate];

    /// <summary>What any components can be told by, where each group needs an order.</summary>
    private static readonly ParameterRole[] TellingRoles = [.. UsualRoles, ParameterRole.Width];

    private readonly (int[][] Components, int Key)[] groups;
    private readonly double[] copy;

    private ComponentOrder(string name, (int[][] Components, int Key)[] groups, int parameters)
    {
        Name = name;
        this.groups = groups;
        copy = new double[parameters];
    }

    /// <summary>The base name of the parameter by which components are ordered, without its label.</summary>
    public string Name { get; }

    /// <summary>The order by positions or else by rates; null when there is nothing to sort by them.</summary>
    public static ComponentOrder? Usual(ITarget target, IReadOnlyList<Parameter> parameters) => UsualRoles
        .Select(role => Of(target, parameters, parameter => parameter.Role == role, name: null))
        .FirstOrDefault(order => order is not null);

    /// <summary>
    /// The order of the components that have a parameter; null when there is nothing to sort, or when they are not
    /// interchangeable: their priors differ, or a parameter outside of a component follows one of its parameters.
    /// </summary>
    public static ComponentOrder? By(string name, ITarget target, IReadOnlyList<Parameter> parameters) =>
        Of(target, parameters, parameter => IsNamed(parameter.BaseName, name), name);

    /// <summary>
    /// An order of each of some groups, by the position, the rate, the width, or else the first number of a component.
    /// </summary>
    /// <param name="parameters">The parameters of the target.</param>
    /// <param name="groups">Groups whose components can change places without changing the posterior; may be none.</param>
    public static ComponentOrder OfGroups(IReadOnlyList<Parameter> parameters, IEnumerable<ComponentGroup> groups) =>
        new("", [.. groups.Select(group => (group.ToArrays(), KeyOf(group, parameters)))], parameters.Count);

    /// <summary>The logarithm of the number of ways to label the components, sum ln K_g!.</summary>
    public double LogPermutations => groups.Sum(group =>
        Enumerable.Range(1, group.Components.Length).Sum(count => Math.Log(count)));

    /// <summary>The components of each group, by the positions of their parameters.</summary>
    public IEnumerable<int[][]> Groups => groups.Select(group => group.Components);

    private static ComponentOrder? Of(
        ITarget target, IReadOnlyList<Parameter> parameters, Func<Parameter, bool> isKey, string? name)
    {
        (int[][] Components, int Key)[] groups = target.Curves.Count == 0 ? [] : [.. ByTerms(target, isKey)];
        if (groups.Length == 0 && target.Curves.Count <= 1)
        {
            groups = [.. ByNames(target, parameters, isKey)];
        }

        return groups.Length == 0 ? null : new(name ?? KeyOf(groups[0], parameters), groups, parameters.Count);
    }

    private static bool IsNamed(string baseName, string name) =>
        baseName == name || baseName.EndsWith($".{name}", StringComparison.Ordinal);

    private static string KeyOf((int[][] Components, int Key) group, IReadOnlyList<Parameter> parameters)
    {
        string baseName = parameters[group.Components[0][group.Key]].BaseName;
        return baseName[(baseName.LastIndexOf('.') + 1)..];
    }

    /// <summary>What the terms of the models tell: components can be told whatever the order of the prior.</summary>
    private static IEnumerable<(int[][] Components, int Key)> ByTerms(ITarget target, Func<Parameter, bool> isKey)
    {
        foreach (ComponentGroup group in target.Groups)
        {
            int[][] components = group.ToArrays();
            int key = Array.FindIndex(components[0], position => isKey(target.Parameters[position]));
            if (key >= 0 && HasNoOthers(target, components, key))
            {
                yield return (components, key);
            }
        }
    }

    /// <summary>Whether all parameters of the key's name are those of the components.</summary>
    private static bool HasNoOthers(ITarget target, int[][] components, int key)
    {
        string name = target.Parameters[components[0][key]].BaseName;
        int[] keys = [.. components.Select(component => component[key])];
        return Enumerable.Range(0, target.Parameters.Count)
            .Where(position => target.Parameters[position].BaseName == name)
            .All(position => target.Parameters[position].Component is not null && keys.Contains(position));
    }

    /// <summary>What the names of a repeated prior tell, where no term says what is a component.</summary>
    private static IEnumerable<(int[][] Components, int Key)> ByNames(
        ITarget target, IReadOnlyList<Parameter> parameters, Func<Parameter, bool> isKey)
    {
        HashSet<string> followed = [.. target.Curves.SelectMany(curve => curve.Posterior.FollowedFromOutside)];
        HashSet<int> taken = [];
        foreach (string name in parameters.Where(isKey).Select(parameter => parameter.BaseName).Distinct())
        {
            int[][] components = [.. Siblings(name, parameters)
                .GroupBy(position => parameters[position].Component)
                .Select(group => group.OrderBy(position => parameters[position].BaseName, StringComparer.Ordinal).ToArray())];
            int[] all = [.. components.SelectMany(component => component)];
            if (components.Length > 1
                && components.All(component => AreInterchangeable(component, components[0], parameters))
                && !all.Any(position => followed.Contains(parameters[position].Name) || taken.Contains(position)))
            {
                taken.UnionWith(all);
                yield return (components, Array.FindIndex(components[0], position => parameters[position].BaseName == name));
            }
        }
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

    /// <summary>Sorts the components of one draw; those that are level stay in their order.</summary>
    public void Sort(Span<double> point)
    {
        point.CopyTo(copy);
        foreach ((int[][] components, int key) in groups)
        {
            for (int k = 0; k < components.Length; k++)
            {
                int[] component = components[k];
                int[] place = components[PlaceOf(components, key, k)];
                for (int i = 0; i < component.Length; i++)
                {
                    point[place[i]] = copy[component[i]];
                }
            }
        }
    }

    /// <summary>Whether the components of a point are in order.</summary>
    public bool IsOrdered(ReadOnlySpan<double> point)
    {
        foreach ((int[][] components, int key) in groups)
        {
            for (int k = 1; k < components.Length; k++)
            {
                if (point[components[k][key]] < point[components[k - 1][key]])
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>How many components stand before one when they are sorted.</summary>
    private int PlaceOf(int[][] components, int key, int component)
    {
        double own = copy[components[component][key]];
        int before = 0;
        for (int k = 0; k < components.Length; k++)
        {
            double other = copy[components[k][key]];
            before += other < own || (other == own && k < component) ? 1 : 0;
        }

        return before;
    }

    /// <summary>What a component is ordered by: the first of the roles that it has, and otherwise what is no amplitude.</summary>
    private static int KeyOf(ComponentGroup group, IReadOnlyList<Parameter> parameters)
    {
        ParameterRole[] roles = [.. group.Components[0].Select(position => parameters[position].Role)];
        int key = Array.FindIndex(TellingRoles, role => roles.Contains(role));
        return key >= 0
            ? Array.IndexOf(roles, TellingRoles[key])
            : Math.Max(0, Array.FindIndex(roles, role => role != ParameterRole.Amplitude));
    }

    private static bool AreInterchangeable(int[] component, int[] first, IReadOnlyList<Parameter> parameters) =>
        component.Length == first.Length && component.Zip(first).All(pair =>
            parameters[pair.First].BaseName == parameters[pair.Second].BaseName
            && parameters[pair.First].Prior == parameters[pair.Second].Prior);
}
