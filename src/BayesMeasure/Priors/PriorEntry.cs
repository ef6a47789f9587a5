namespace BayesMeasure.Priors;

/// <summary>One parameter of a prior.</summary>
/// <param name="Name">The name, unique in its prior: <c>center[2]</c> for component 2 of a repeated prior.</param>
/// <param name="BaseName">The name without the number of the component: <c>center</c>.</param>
/// <param name="Component">
/// The number of the component, from 1; null when the parameter was not repeated, or is shared by all components.
/// </param>
/// <param name="Unit">The unit, for tables and figures; null when none was given.</param>
/// <param name="Rule">What the prior says about the parameter.</param>
public sealed record PriorEntry(string Name, string BaseName, int? Component, string? Unit, ParameterRule Rule)
{
    /// <summary>Whether the parameter is sampled: it has a distribution, and is neither fixed nor follows others.</summary>
    public bool IsFree => Rule is Distribution;

    /// <summary>Whether the parameter is linked to others by a function.</summary>
    public bool IsLinked => Rule is Link;

    /// <summary>The same parameter as part of a component.</summary>
    internal PriorEntry InComponent(int component, ParameterRule rule) =>
        this with { Name = NameInComponent(Name, component), Component = component, Rule = rule };

    /// <summary>The same parameter with a label before its name.</summary>
    internal PriorEntry Labelled(string label, ParameterRule rule) =>
        this with { Name = NameWithLabel(label, Name), BaseName = NameWithLabel(label, BaseName), Rule = rule };

    /// <summary>The name of a parameter in one of several components.</summary>
    internal static string NameInComponent(string name, int component) => FormattableString.Invariant($"{name}[{component}]");

    /// <summary>The name of a parameter with a label, as a labelled term of a model has it.</summary>
    internal static string NameWithLabel(string label, string name) => $"{label}.{name}";
}
