using BayesMeasure.Models;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using MathNet.Numerics;

namespace BayesMeasure.Optimization.Modes;

/// <summary>What a search knows of its target: read by all threads.</summary>
internal sealed class SearchedTarget
{
    private static readonly ParameterRole[] Keys =
        [ParameterRole.Position, ParameterRole.Rate, ParameterRole.Width, ParameterRole.Other, ParameterRole.Amplitude];

    /// <summary>The points at which it is tried whether components of a bare likelihood can change places.</summary>
    private const int Trials = 3;
    private const ulong TrialSeed = 1;

    private readonly ShapeCells[] cells;
    private readonly IReadOnlyList<InterchangeableComponents> alike;

    /// <exception cref="NotSupportedException">An unknown is an indicator, or its prior is improper.</exception>
    public SearchedTarget(ITarget target)
    {
        Target = target;
        Unknowns = new(target.Parameters);
        alike = InterchangeableComponents.Of(target, target.Parameters, TrialPoints(target));
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

    /// <summary>
    /// The logarithm of the number of points that a point becomes when alike components change places: ln K! for K that differ,
    /// less ln J! for J of them that coincide.
    /// </summary>
    public double LogLabellings(IReadOnlyList<double> values) => alike.Sum(components =>
        SpecialFunctions.FactorialLn(components.Count) - Coinciding(components, values).Sum(SpecialFunctions.FactorialLn));

    /// <summary>For each place of alike components, how many of them are there.</summary>
    private static IEnumerable<int> Coinciding(InterchangeableComponents components, IReadOnlyList<double> values) => components
        .Positions
        .GroupBy(positions => string.Join(' ', positions.Select(position => values[position].ToString("G5", null))))
        .Select(place => place.Count());

    /// <summary>
    /// Puts components that can change places in order: by their positions, or else by their rates, widths, anything.
    /// </summary>
    /// <returns>Whether that changed anything.</returns>
    public bool Order(double[] values)
    {
        double[] copy = [.. values];
        foreach (InterchangeableComponents components in alike)
        {
            int key = Enumerable.Range(0, components.Roles.Count).MinBy(i => Array.IndexOf(Keys, components.Roles[i]));
            int[] order = [.. Enumerable.Range(0, components.Count).OrderBy(k => values[components.Positions[k][key]])];
            components.Arrange(values, order);
        }

        return !values.AsSpan().SequenceEqual(copy);
    }

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
