using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Inference;

/// <summary>The order of interchangeable components by a parameter that somebody names.</summary>
/// <param name="sets">The sets of components.</param>
/// <param name="parameters">The parameters of the draws.</param>
internal sealed class NamedOrder(IReadOnlyList<InterchangeableComponents> sets, IReadOnlyList<Parameter> parameters)
{
    /// <summary>What can be named.</summary>
    private IEnumerable<string> Usable => sets
        .SelectMany(set => set.Positions[0])
        .Where(position => !parameters[position].Prior.IsDiscrete)
        .Select(position => ComponentLabels.NameOf(parameters[position]))
        .Distinct();

    /// <summary>Whether a name can be given for these draws.</summary>
    public bool Accepts(string name) => RefusalOf(name) is null;

    /// <summary>The labels of all components that have a parameter; none where none of these are interchangeable.</summary>
    /// <exception cref="ArgumentException">
    /// The name is unknown, or that of a parameter that cannot order components; the message names those that can.
    /// </exception>
    public IReadOnlyList<ComponentLabels> By(string name) => RefusalOf(name) is { } refusal
        ? throw new ArgumentException(refusal)
        : [..
            from set in sets
            let key = Array.FindIndex(set.Positions[0], position => IsNamed(parameters[position], name))
            where key >= 0
            select ComponentLabels.SortedBy(set, parameters, key)];

    private static bool IsNamed(Parameter parameter, string name) =>
        parameter.BaseName == name || parameter.BaseName.EndsWith($".{name}", StringComparison.Ordinal);

    private string? RefusalOf(string name)
    {
        Parameter[] named = [.. parameters.Where(parameter => IsNamed(parameter, name))];
        HashSet<Parameter> own = [.. sets.SelectMany(set => set.Positions[0]).Select(position => parameters[position])];
        if (named.Length == 0)
        {
            string[] known = [.. Usable.Any() ? Usable : parameters.Select(ComponentLabels.NameOf).Distinct()];
            return $"There is no unknown \"{name}\" to order components by.{NearestName.Hint(name, known)} {Advice}";
        }

        return named.All(parameter => parameter.Prior.IsDiscrete)
                ? $"\"{name}\" is an indicator: components that have the same value of it cannot be put in order. {Advice}"
            : sets.Count > 0 && !named.Any(own.Contains) && named.All(parameter => parameter.Component is null)
                ? $"\"{name}\" is no component's own: what all share, or none of them has, puts none in order. {Advice}"
            : null;
    }

    private string Advice => Usable.Any()
        ? $"Equal components can be ordered by {string.Join(", ", Usable)}."
        : "There are no equal components here: leave out the order.";
}
