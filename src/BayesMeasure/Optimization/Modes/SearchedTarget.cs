using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>What a search knows of its target: read by all threads.</summary>
internal sealed class SearchedTarget
{
    private static readonly ParameterRole[] Keys =
        [ParameterRole.Position, ParameterRole.Rate, ParameterRole.Width, ParameterRole.Other, ParameterRole.Amplitude];

    private readonly ShapeCells[] cells;

    /// <exception cref="NotSupportedException">An unknown is an indicator, or its prior is improper.</exception>
    public SearchedTarget(ITarget target)
    {
        Target = target;
        Unknowns = new(target.Parameters);
        Components = InsertedComponent.Of(target);
        var kinds = new List<InsertedComponent>();
        Kinds = [.. Components.Select(component => KindOf(component, kinds))];
        Exchanges = ComponentExchange.Among(Kinds);
        double[] middle = Unknowns.Middle();
        cells = [.. kinds.Select(kind => new ShapeCells(new(target, kind, Unknowns.Ranges, middle)))];
        Inserted = new bool[target.Parameters.Count];
        foreach (int own in Components.SelectMany(component => component.Component.Own))
        {
            Inserted[own] = true;
        }
    }

    /// <summary>The target.</summary>
    public ITarget Target { get; }

    /// <summary>Its unknowns.</summary>
    public ExploredUnknowns Unknowns { get; }

    /// <summary>The components that can be inserted.</summary>
    public IReadOnlyList<InsertedComponent> Components { get; }

    /// <summary>For each component, the number of its kind: components of one kind are alike.</summary>
    public int[] Kinds { get; }

    /// <summary>All ways to exchange a component.</summary>
    public ComponentExchange[] Exchanges { get; }

    /// <summary>For each unknown, whether it is a component's own.</summary>
    public bool[] Inserted { get; }

    /// <summary>A matched filter for each kind, with memory of its own.</summary>
    public MatchedFilter[] CreateFilters() => [.. cells.Select((shapes, kind) =>
        new MatchedFilter(Target, Unknowns, Components[Array.IndexOf(Kinds, kind)], shapes))];

    /// <summary>Puts alike components in order: by their positions, or else by their rates, widths, anything.</summary>
    /// <returns>Whether that changed anything.</returns>
    public bool Order(double[] values)
    {
        double[] copy = [.. values];
        foreach (ComponentGroup group in Target.Groups)
        {
            IReadOnlyList<int> first = group.Components[0];
            int key = Enumerable.Range(0, first.Count)
                .MinBy(i => Array.IndexOf(Keys, Target.Parameters[first[i]].Role));
            IReadOnlyList<int>[] sorted = [.. group.Components.OrderBy(component => copy[component[key]])];
            for (int k = 0; k < sorted.Length; k++)
            {
                for (int i = 0; i < first.Count; i++)
                {
                    values[group.Components[k][i]] = copy[sorted[k][i]];
                }
            }
        }

        return !values.AsSpan().SequenceEqual(copy);
    }

    private int KindOf(InsertedComponent component, List<InsertedComponent> kinds)
    {
        int kind = kinds.FindIndex(other => other.IsLike(component, Target.Parameters));
        if (kind < 0)
        {
            kinds.Add(component);
        }

        return kind < 0 ? kinds.Count - 1 : kind;
    }
}
