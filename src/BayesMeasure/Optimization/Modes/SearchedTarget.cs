using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>What a search knows of its target: read by all threads.</summary>
internal sealed class SearchedTarget
{
    /// <summary>The points at which it is tried whether components of a bare likelihood can change places.</summary>
    private const int Trials = 3;
    private const ulong TrialSeed = 1;

    private readonly ShapeCells[] cells;

    /// <param name="target">The target.</param>
    /// <param name="cancellation">Ends whatever is searched in it, by an exception.</param>
    /// <exception cref="NotSupportedException">An unknown is an indicator, or its prior is improper.</exception>
    public SearchedTarget(ITarget target, CancellationToken cancellation = default)
    {
        Target = target;
        Cancellation = cancellation;
        Unknowns = new(target.Parameters);
        Labels = new(InterchangeableComponents.Of(target, target.Parameters, TrialPoints(target)));
        Components = InsertedComponent.Of(target);
        var kinds = new List<InsertedComponent>();
        Kinds = [.. Components.Select(component => KindOf(component, kinds))];
        Exchanges = ComponentExchange.Among(Kinds);
        double[] middle = Unknowns.Middle();
        cells = [.. kinds.Select(kind => new ShapeCells(new(target, kind, Unknowns.Ranges, middle), cancellation))];
        Inserted = new bool[target.Parameters.Count];
        foreach (int own in Components.SelectMany(component => component.Component.Own))
        {
            Inserted[own] = true;
        }
    }

    /// <summary>The target.</summary>
    public ITarget Target { get; }

    /// <summary>Ends whatever is searched in it.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Its unknowns.</summary>
    public ExploredUnknowns Unknowns { get; }

    /// <summary>Its components that can change places.</summary>
    public ComponentLabels Labels { get; }

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

    /// <summary>Draws of the prior; none where the terms of a model say what is alike.</summary>
    private static double[][] TrialPoints(ITarget target) => target.Curves.Count > 0
        ? []
        : [.. Enumerable.Range(0, Trials).Select(trial =>
        {
            var random = new RandomStream(TrialSeed, chain: 0, trial);
            return target.Parameters.Select(parameter => parameter.Prior.Draw(random)).ToArray();
        })];

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
