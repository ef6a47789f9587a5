using System.Globalization;
using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Finds the components that are alike: those that can exchange all that is theirs alone without changing any prediction. A
/// component is one term, or, where several curves share its parameters, one term of each of these curves.
/// </summary>
internal sealed class ComponentGroups
{
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly List<PlacedTerm> terms = [];
    private readonly bool[] isOwn;

    private ComponentGroups(IReadOnlyList<Parameter> parameters, IReadOnlyList<MeasuredCurve> curves)
    {
        this.parameters = parameters;
        var kinds = new Dictionary<object, int>();
        foreach ((int curve, MeasuredCurve placed) in curves.Index())
        {
            for (int term = 0; term < placed.Posterior.Layout.Terms.Length; term++)
            {
                Term model = placed.Posterior.Model.Terms[term];
                kinds.TryAdd(model.Kind, kinds.Count);
                ParameterSource[] sources = [.. placed.Posterior.Layout.Terms[term].Select(source => Placed(source, placed))];
                terms.Add(new(curve, term, kinds[model.Kind], model.AmplitudePosition, sources));
            }
        }

        isOwn = FindOwn(curves);
    }

    /// <summary>The groups among the terms of all curves.</summary>
    /// <param name="parameters">The unknowns of all curves.</param>
    /// <param name="curves">The curves.</param>
    public static IReadOnlyList<ComponentGroup> Of(IReadOnlyList<Parameter> parameters, IReadOnlyList<MeasuredCurve> curves) =>
        new ComponentGroups(parameters, curves).Find();

    /// <summary>All components with unknowns of their own, whether others are like them or not.</summary>
    /// <param name="target">The target.</param>
    public static IReadOnlyList<SummedComponent> ComponentsOf(ITarget target)
    {
        var groups = new ComponentGroups(target.Parameters, target.Curves);
        return [.. groups.Components()
            .Select(component => new SummedComponent(
                [.. component.Select(groups.TermOf)], groups.OwnOf(component), groups.Signature(component)))
            .Where(component => component.Own.Count > 0)];
    }

    /// <summary>What follows from a link is nobody's own: its place behind all unknowns is all that matters.</summary>
    private ParameterSource Placed(ParameterSource source, MeasuredCurve curve) => source.Position < 0
        ? source
        : source with
        {
            Position = source.Position < curve.Positions.Count
                ? curve.Positions[source.Position]
                : parameters.Count + source.Position - curve.Positions.Count,
        };

    private List<ComponentGroup> Find() => [.. Components()
        .GroupBy(Signature)
        .SelectMany(alike => ComponentGroup.Of(
            [.. alike.Select(OwnOf)],
            parameters,
            component => AmplitudeOf(alike.ElementAt(component))))];

    /// <summary>
    /// An unknown is a component's own when each curve reads it in one term at most, once and as it is, and neither a link nor
    /// the noise reads it.
    /// </summary>
    private bool[] FindOwn(IReadOnlyList<MeasuredCurve> curves)
    {
        bool[] own = [.. Enumerable.Repeat(true, parameters.Count)];
        foreach (MeasuredCurve curve in curves)
        {
            CurveLayout layout = curve.Posterior.Layout;
            foreach (ParameterSource source in layout.Noise.Concat(layout.Links.SelectMany(link => link.Sources)))
            {
                Disown(Placed(source, curve).Position);
            }
        }

        var readers = new HashSet<(int Curve, int Position)>();
        foreach (PlacedTerm term in terms)
        {
            foreach (ParameterSource source in term.Sources)
            {
                if (!readers.Add((term.Curve, source.Position)) || source != new ParameterSource(source.Position, 1, 0))
                {
                    Disown(source.Position);
                }
            }
        }

        return own;
        void Disown(int position)
        {
            if (position >= 0 && position < own.Length)
            {
                own[position] = false;
            }
        }
    }

    private bool IsOwn(ParameterSource source) =>
        source.Position >= 0 && source.Position < isOwn.Length && isOwn[source.Position];

    /// <summary>Terms that have an unknown in common that is their own belong together; two terms of one curve cannot.</summary>
    private IEnumerable<PlacedTerm[]> Components()
    {
        ILookup<int, int> readers = terms.Index()
            .SelectMany(item => item.Item.Sources.Where(IsOwn).Select(source => (source.Position, Term: item.Index)))
            .ToLookup(reading => reading.Position, reading => reading.Term);
        bool[] taken = new bool[terms.Count];
        return Enumerable.Range(0, terms.Count)
            .Where(first => !taken[first])
            .Select(first => ConnectedTo(first, readers, taken))
            .Where(component => component.DistinctBy(term => term.Curve).Count() == component.Length);
    }

    private PlacedTerm[] ConnectedTo(int first, ILookup<int, int> readers, bool[] taken)
    {
        var component = new SortedSet<int> { first };
        var waiting = new Queue<int>(component);
        while (waiting.TryDequeue(out int term))
        {
            taken[term] = true;
            foreach (int other in terms[term].Sources.Where(IsOwn).SelectMany(source => readers[source.Position]))
            {
                if (component.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }

        return [.. component.Select(term => terms[term])];
    }

    private int[] OwnOf(PlacedTerm[] component) =>
        [.. component.SelectMany(term => term.Sources).Where(IsOwn).Select(source => source.Position).Distinct()];

    /// <summary>
    /// All that two components must have in common to be alike: the kinds of their terms, and what is not their own.
    /// </summary>
    private string Signature(PlacedTerm[] component)
    {
        List<int> own = [.. OwnOf(component)];
        return string.Join("; ", component.Select(term => string.Create(
            CultureInfo.InvariantCulture,
            $"{term.Curve}: {term.Kind} ({string.Join(", ", term.Sources.Select(source => TextOf(source, term.Curve)))})")));
        string TextOf(ParameterSource source, int curve) =>
            IsOwn(source) ? $"own {own.IndexOf(source.Position)}" : $"{curve} {source}";
    }

    private SummedTerm TermOf(PlacedTerm term) => new(
        term.Curve,
        term.Position,
        term.Amplitude is { } amplitude && IsOwn(term.Sources[amplitude]) ? term.Sources[amplitude].Position : -1);

    private int? AmplitudeOf(PlacedTerm[] component)
    {
        int[] amplitudes = [.. component.Select(term => TermOf(term).Amplitude).Distinct()];
        return amplitudes is [>= 0] ? Array.IndexOf(OwnOf(component), amplitudes[0]) : null;
    }

    /// <summary>A term with the positions of what it reads among the unknowns of all curves.</summary>
    private sealed record PlacedTerm(int Curve, int Position, int Kind, int? Amplitude, ParameterSource[] Sources);
}
