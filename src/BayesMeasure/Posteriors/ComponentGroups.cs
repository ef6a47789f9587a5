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
    private readonly IReadOnlyList<MeasuredCurve> curves;
    private readonly Dictionary<object, int> functions = [];
    private readonly List<PlacedTerm> terms = [];
    private readonly bool[] isOwn;

    private ComponentGroups(IReadOnlyList<Parameter> parameters, IReadOnlyList<MeasuredCurve> curves)
    {
        this.parameters = parameters;
        this.curves = curves;
        var kinds = new Dictionary<object, int>();
        foreach ((int curve, MeasuredCurve placed) in curves.Index())
        {
            foreach ((int term, ParameterSource[] sources) in placed.Posterior.Layout.Terms.Index())
            {
                Term model = placed.Posterior.Model.Terms[term];
                kinds.TryAdd(model.Kind, kinds.Count);
                terms.Add(new(curve, term, kinds[model.Kind], model.AmplitudePosition, sources));
            }
        }

        isOwn = FindOwn();
    }

    /// <summary>The groups among the terms of all curves.</summary>
    /// <param name="parameters">The unknowns of all curves.</param>
    /// <param name="curves">The curves.</param>
    public static IReadOnlyList<ComponentGroup> Of(IReadOnlyList<Parameter> parameters, IReadOnlyList<MeasuredCurve> curves) =>
        new ComponentGroups(parameters, curves).Find();

    /// <summary>
    /// The components whose terms all have amplitudes of their own, those without others like them too: what a residual can find
    /// a place for. Those that are alike stand together.
    /// </summary>
    /// <param name="target">The target.</param>
    public static IReadOnlyList<SummedComponent[]> WithAmplitudes(ITarget target) =>
        [.. ComponentsOf(target)
            .Where(component => component.Terms.All(term => term.Amplitude >= 0))
            .GroupBy(component => component.Kind)
            .SelectMany(alike => alike.GroupBy(
                component => ComponentGroup.PriorsOf(component.Own, target.Parameters), ComponentGroup.SamePriors))
            .Select(group => group.ToArray())];

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

    private List<ComponentGroup> Find() => [.. Components()
        .GroupBy(Signature)
        .SelectMany(alike => ComponentGroup.Of(
            [.. alike.Select(OwnOf)],
            parameters,
            component => AmplitudeOf(alike.ElementAt(component))))];

    /// <summary>
    /// An unknown is a component's own when each curve reads it in one term at most, be it as it is, through ties or through
    /// links, and no noise reads it.
    /// </summary>
    private bool[] FindOwn()
    {
        bool[] own = [.. Enumerable.Repeat(true, parameters.Count)];
        foreach (MeasuredCurve curve in curves)
        {
            foreach (int position in curve.Posterior.Layout.Noise.SelectMany(source => UnknownsOf(source, curve)))
            {
                own[position] = false;
            }
        }

        foreach (IGrouping<int, PlacedTerm> curve in terms.GroupBy(term => term.Curve))
        {
            foreach (IGrouping<int, int> readers in curve.SelectMany(term => UnknownsOf(term).Distinct()).GroupBy(read => read))
            {
                own[readers.Key] &= readers.Count() == 1;
            }
        }

        return own;
    }

    private static IEnumerable<int> UnknownsOf(ParameterSource source, MeasuredCurve curve) =>
        curve.Posterior.Layout.UnknownsOf(source).Select(local => curve.Positions[local]);

    /// <summary>The unknowns that a term reads, in the order of its parameters, as often as it reads them.</summary>
    private IEnumerable<int> UnknownsOf(PlacedTerm term) =>
        term.Sources.SelectMany(source => UnknownsOf(source, curves[term.Curve]));

    private IEnumerable<int> OwnOf(PlacedTerm term) => UnknownsOf(term).Where(position => isOwn[position]).Distinct();

    /// <summary>Terms that have an unknown in common that is their own belong together; two terms of one curve cannot.</summary>
    private IEnumerable<PlacedTerm[]> Components()
    {
        ILookup<int, int> readers = terms.Index()
            .SelectMany(item => OwnOf(item.Item).Select(position => (Position: position, Term: item.Index)))
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
            foreach (int other in OwnOf(terms[term]).SelectMany(position => readers[position]))
            {
                if (component.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }

        return [.. component.Select(term => terms[term])];
    }

    private int[] OwnOf(PlacedTerm[] component) => [.. component.SelectMany(OwnOf).Distinct()];

    /// <summary>
    /// All that two components must have in common to be alike: the kinds of their terms, how these read what is their own, and
    /// what is not.
    /// </summary>
    private string Signature(PlacedTerm[] component)
    {
        List<int> own = [.. OwnOf(component)];
        return string.Join("; ", component.Select(term => string.Create(
            CultureInfo.InvariantCulture, $"{term.Curve}: {term.Kind} ({TextsOf(term.Sources, curves[term.Curve])})")));
        string TextsOf(IEnumerable<ParameterSource> sources, MeasuredCurve curve) =>
            string.Join(", ", sources.Select(source => TextOf(source, curve)));
        string TextOf(ParameterSource source, MeasuredCurve curve)
        {
            string value = source.Position < 0 ? "" : source.Position < curve.Positions.Count
                ? UnknownText(curve.Positions[source.Position])
                : LinkText(curve.Posterior.Layout.Links[source.Position - curve.Positions.Count], curve);
            return string.Create(CultureInfo.InvariantCulture, $"{source.Factor} * {value} + {source.Offset}");
        }

        string UnknownText(int position) => isOwn[position] ? $"own {own.IndexOf(position)}" : $"{position}";
        string LinkText(LinkedParameter link, MeasuredCurve curve) =>
            $"link {NumberOf(link.Function)}({TextsOf(link.Sources, curve)})";
    }

    private int NumberOf(object function)
    {
        functions.TryAdd(function, functions.Count);
        return functions[function];
    }

    private SummedTerm TermOf(PlacedTerm term) => new(term.Curve, term.Position, AmplitudeOf(term));

    /// <summary>A term is proportional to an unknown that it reads once, as it is, for its amplitude.</summary>
    private int AmplitudeOf(PlacedTerm term)
    {
        if (term.Amplitude is not { } place
            || term.Sources[place] is not { Position: >= 0, Factor: 1, Offset: 0 } source
            || source.Position >= curves[term.Curve].Positions.Count)
        {
            return -1;
        }

        int amplitude = curves[term.Curve].Positions[source.Position];
        return isOwn[amplitude] && UnknownsOf(term).Count(position => position == amplitude) == 1 ? amplitude : -1;
    }

    private int? AmplitudeOf(PlacedTerm[] component)
    {
        int[] amplitudes = [.. component.Select(AmplitudeOf).Distinct()];
        return amplitudes is [>= 0] ? Array.IndexOf(OwnOf(component), amplitudes[0]) : null;
    }

    /// <summary>A term of a curve, with its own sources among the unknowns of that curve.</summary>
    private sealed record PlacedTerm(int Curve, int Position, int Kind, int? Amplitude, ParameterSource[] Sources);
}
