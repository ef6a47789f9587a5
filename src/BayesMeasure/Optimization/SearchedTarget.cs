using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization;

/// <summary>What a search knows of its target: read by all threads.</summary>
internal sealed class SearchedTarget
{
    private readonly ShapeCells[] cells;

    /// <exception cref="NotSupportedException">An unknown is an indicator, or its prior is improper.</exception>
    public SearchedTarget(ITarget target)
    {
        Target = target;
        Unknowns = new(target.Parameters);
        Components = InsertedComponent.Of(target);
        var kinds = new List<InsertedComponent>();
        Kinds = [.. Components.Select(component => KindOf(component, kinds))];
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

    /// <summary>For each unknown, whether it is a component's own.</summary>
    public bool[] Inserted { get; }

    /// <summary>The density of the target, with memory of its own.</summary>
    public ExploredDensity CreateDensity() =>
        Target.Curves.Count > 0 ? new CurveDensity(Target, Unknowns) : new BareDensity(Target, Unknowns);

    /// <summary>A matched filter for each kind, with memory of its own.</summary>
    public MatchedFilter[] CreateFilters() => [.. cells.Select((shapes, kind) =>
        new MatchedFilter(Target, Unknowns, Components[Array.IndexOf(Kinds, kind)], shapes))];

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
