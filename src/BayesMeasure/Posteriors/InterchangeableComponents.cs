using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Components that can change places without changing the posterior: their priors are equal, and so is the likelihood whichever
/// of them has which values.
/// </summary>
/// <param name="Positions">
/// For each component, at least two, the positions of its own parameters: the same parameters in the same order for all.
/// </param>
/// <param name="Roles">What each of these parameters is, be it through a tie or a link.</param>
/// <param name="IsKnown">
/// Whether the likelihood was looked at; it was not where the names of the components are all there is, as in a file.
/// </param>
internal sealed record InterchangeableComponents(int[][] Positions, IReadOnlyList<ParameterRole> Roles, bool IsKnown)
{
    /// <summary>The number of components.</summary>
    public int Count => Positions.Length;

    /// <summary>All components of a target that can change places; each parameter is in one set at most.</summary>
    /// <param name="target">What is asked.</param>
    /// <param name="parameters">Its parameters, as the draws have them.</param>
    /// <param name="points">Points at which the likelihood is tried where no term says what a component is.</param>
    public static IReadOnlyList<InterchangeableComponents> Of(
        ITarget target, IReadOnlyList<Parameter> parameters, IReadOnlyList<double[]> points)
    {
        var symmetry = new LikelihoodSymmetry(target, points);
        var roles = new LinkedRoles(target.Curves, parameters);
        int[][][] groups = [.. target.Groups.Select(group => group.ToArrays())];
        IEnumerable<int[][]> named = RepeatedPriors.ComponentsOf(parameters);
        HashSet<int> taken = [];
        var found = new List<InterchangeableComponents>();
        foreach (int[][] components in target.Curves.Count > 0 ? groups.Concat(named) : named.Concat(groups))
        {
            int[] all = [.. components.SelectMany(component => component)];
            if (components.Length > 1
                && !all.Any(taken.Contains)
                && components.All(component => AreAlike(component, components[0], parameters))
                && HaveTheirNamesAlone(all, target, parameters)
                && symmetry.Holds(components))
            {
                taken.UnionWith(all);
                found.Add(Sorted(components, roles, symmetry.IsKnown));
            }
        }

        return found;
    }

    /// <summary>Rearranges the components of a point.</summary>
    /// <param name="point">One value a parameter.</param>
    /// <param name="order">For each place, the component that takes it.</param>
    public void Arrange(Span<double> point, ReadOnlySpan<int> order)
    {
        Span<double> values = stackalloc double[Count];
        for (int i = 0; i < Positions[0].Length; i++)
        {
            for (int place = 0; place < Count; place++)
            {
                values[place] = point[Positions[order[place]][i]];
            }

            for (int place = 0; place < Count; place++)
            {
                point[Positions[place][i]] = values[place];
            }
        }
    }

    /// <summary>The order of the parameters of the target, whoever told of the components.</summary>
    private static InterchangeableComponents Sorted(int[][] components, LinkedRoles roles, bool isKnown)
    {
        int[] order = [.. Enumerable.Range(0, components[0].Length).OrderBy(i => components[0][i])];
        int[][] positions = [.. components.Select(component => Array.ConvertAll(order, i => component[i]))];
        return new(positions, [.. Enumerable.Range(0, order.Length).Select(i => roles.Of(positions[0], i))], isKnown);
    }

    private static bool AreAlike(int[] component, int[] first, IReadOnlyList<Parameter> parameters) =>
        component.Length == first.Length && component.Zip(first).All(pair =>
            parameters[pair.First].Prior == parameters[pair.Second].Prior
            && (parameters[pair.First].Component is null
                || parameters[pair.First].BaseName == parameters[pair.Second].BaseName));

    /// <summary>
    /// Whether no other parameter is called as these are: a third center that differs would stand between those that are sorted.
    /// What the terms of a model label is told apart by its labels.
    /// </summary>
    private static bool HaveTheirNamesAlone(int[] all, ITarget target, IReadOnlyList<Parameter> parameters)
    {
        HashSet<string> names = [.. all.Select(position => parameters[position].BaseName)];
        bool areNumbered = all.All(position => parameters[position].Component is not null);
        return (areNumbered || target.Curves.Count == 0)
            && parameters.Index().All(item => !names.Contains(item.Item.BaseName) || all.Contains(item.Index));
    }
}
