using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>
/// Resolves label switching. Components that are interchangeable can change places without changing the posterior, so "center[1]"
/// by itself means nothing; with the components of each draw in order, it does.
/// </summary>
internal sealed class ComponentLabels
{
    private readonly InterchangeableComponents components;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly int key;
    private readonly Func<ReadOnlySpan<double>, int[]> orderOf;

    private ComponentLabels(
        InterchangeableComponents components,
        IReadOnlyList<Parameter> parameters,
        int key,
        Func<ReadOnlySpan<double>, int[]>? orderOf,
        IReadOnlyList<int[]> confused)
    {
        this.components = components;
        this.parameters = parameters;
        this.key = key;
        this.orderOf = orderOf ?? Ascending;
        IsRelabelled = orderOf is not null;
        Confused = confused;
    }

    /// <summary>
    /// The base name, without its label, of the parameter by which components are ordered, or by whose mean they are numbered.
    /// </summary>
    public string Name => NameOf(parameters[components.Positions[0][key]]);

    /// <summary>Whether each draw is relabelled as a whole, and components are only numbered by a parameter.</summary>
    public bool IsRelabelled { get; }

    /// <summary>The components that cannot be told apart, as places from 0: set by set; empty where all can.</summary>
    public IReadOnlyList<int[]> Confused { get; }

    /// <summary>Components in ascending order of one of their parameters.</summary>
    /// <param name="components">The components.</param>
    /// <param name="parameters">The parameters of the draws.</param>
    /// <param name="key">Which of the parameters of a component gives the order.</param>
    /// <param name="confused">The components that cannot be told apart by it.</param>
    public static ComponentLabels SortedBy(
        InterchangeableComponents components,
        IReadOnlyList<Parameter> parameters,
        int key,
        params IReadOnlyList<int[]> confused) => new(components, parameters, key, null, confused);

    /// <summary>Components that are labelled so that all draws look alike.</summary>
    /// <param name="components">The components.</param>
    /// <param name="parameters">The parameters of the draws.</param>
    /// <param name="key">Which of the parameters of a component has the means by which they are numbered.</param>
    /// <param name="orderOf">For each label, the component of a draw that takes it.</param>
    /// <param name="confused">The components that cannot be told apart.</param>
    public static ComponentLabels Relabelled(
        InterchangeableComponents components,
        IReadOnlyList<Parameter> parameters,
        int key,
        Func<ReadOnlySpan<double>, int[]> orderOf,
        IReadOnlyList<int[]> confused) => new(components, parameters, key, orderOf, confused);

    /// <summary>A base name without the label of its term or measurement.</summary>
    public static string NameOf(Parameter parameter) =>
        parameter.BaseName[(parameter.BaseName.LastIndexOf('.') + 1)..];

    /// <summary>Puts the components of one draw in order.</summary>
    public void Arrange(Span<double> point) => components.Arrange(point, orderOf(point));

    /// <summary>The positions of all parameters of some components.</summary>
    public IEnumerable<int> PositionsOf(int[] places) => places.SelectMany(place => components.Positions[place]);

    /// <summary>The numbers of some components, as their names have them.</summary>
    public IEnumerable<int> NumbersOf(int[] places) =>
        places.Select(place => parameters[components.Positions[place][0]].Component ?? place + 1);

    private int[] Ascending(ReadOnlySpan<double> point)
    {
        double[] keys = new double[components.Count];
        for (int k = 0; k < keys.Length; k++)
        {
            keys[k] = point[components.Positions[k][key]];
        }

        return [.. Enumerable.Range(0, keys.Length).OrderBy(k => keys[k])];
    }
}
