using System.Runtime.CompilerServices;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>Draws with their equal components in order, so that "center[2]" means the same in each.</summary>
/// <param name="Draws">The draws.</param>
/// <param name="Labels">What puts each set of equal components in order; empty when nothing was ordered.</param>
internal sealed record OrderedDraws(Draws Draws, IReadOnlyList<ComponentLabels> Labels)
{
    /// <summary>The draws at which a likelihood is tried, to see whether components are interchangeable.</summary>
    private const int Tried = 3;

    private static readonly ConditionalWeakTable<Result, OrderedDraws> UsualOrders = [];

    /// <summary>
    /// The parameters by which components were ordered within each draw, with commas between those of several sets; null when
    /// nothing was ordered by a parameter.
    /// </summary>
    public string? OrderedBy => Names(Labels.Where(one => !one.IsRelabelled)) is { Length: > 0 } names ? names : null;

    /// <summary>How the components were told apart, one sentence each; empty when nothing was ordered.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. OrderedBy is { } name
            ? [$"Components are interchangeable; in each draw they were ordered by {name}."]
            : Array.Empty<string>(),
        .. Names(Labels.Where(one => one.IsRelabelled)) is { Length: > 0 } names
            ? ["Components are interchangeable, and no parameter alone parts them: each draw was relabelled to be most like all "
                + $"others, and components are numbered by the mean of {names}."]
            : Array.Empty<string>(),
        .. Confusions.Select(confusion =>
            $"Components {confusion.Numbers} cannot be told apart: what they have is quoted in that order alone, and one of them "
            + "may be redundant."),
    ];

    /// <summary>Components that cannot be told apart: their numbers in words, and the positions of all that they have.</summary>
    public IEnumerable<(string Numbers, int[] Positions)> Confusions =>
        from one in Labels
        from places in one.Confused
        let numbers = one.NumbersOf(places).ToList()
        select ($"{string.Join(", ", numbers[..^1])} and {numbers[^1]}", one.PositionsOf(places).ToArray());

    /// <summary>The draws of a result in the usual order, which are rearranged once for each result.</summary>
    public static OrderedDraws Of(Result result) => UsualOrders.GetValue(result, one => Of(one.Target, one.Draws, orderBy: null));

    /// <summary>Draws of a target in an order.</summary>
    /// <param name="target">What was asked.</param>
    /// <param name="draws">What was found.</param>
    /// <param name="orderBy">The base name of the parameter that gives the order; null for the usual one.</param>
    /// <exception cref="ArgumentException">
    /// The name is unknown, or that of a parameter that cannot order components; the message names those that can.
    /// </exception>
    public static OrderedDraws Of(ITarget target, Draws draws, string? orderBy)
    {
        IReadOnlyList<InterchangeableComponents> sets = ComponentsOf(target, draws);
        ComponentLabels[] labels = orderBy is null
            ? [.. sets.Select(set => LabelChoice.Of(set, draws)).OfType<ComponentLabels>()]
            : [.. new NamedOrder(sets, draws.Parameters).By(orderBy)];
        return labels.Length == 0 ? new(draws, labels) : new(draws.Rearranged(point =>
        {
            foreach (ComponentLabels one in labels)
            {
                one.Arrange(point);
            }
        }), labels);
    }

    /// <summary>Whether components can be ordered by a parameter, or there are none that the order would change.</summary>
    public static bool CanBeOrderedBy(string name, ITarget target, Draws draws) =>
        new NamedOrder(ComponentsOf(target, draws), draws.Parameters).Accepts(name);

    /// <summary>Throws when components of a target cannot be ordered by a parameter, before anything was drawn.</summary>
    /// <exception cref="ArgumentException">As for draws.</exception>
    public static void RequireOrder(ITarget target, string name) =>
        new NamedOrder(InterchangeableComponents.Of(target, target.Parameters, points: []), target.Parameters).By(name);

    /// <summary>
    /// The name of the parameter whose role orders components, whatever the draws are: what several results are ordered by that
    /// are compared with each other. Null where there is none.
    /// </summary>
    public static string? UsualName(ITarget target, Draws draws) => ComponentsOf(target, draws)
        .Select(set => LabelChoice.UsualKey(set, draws.Parameters) is { } key
            ? ComponentLabels.NameOf(draws.Parameters[set.Positions[0][key]])
            : null)
        .FirstOrDefault(name => name is not null);

    private static IReadOnlyList<InterchangeableComponents> ComponentsOf(ITarget target, Draws draws)
    {
        double[][] points = [.. Enumerable.Range(0, Math.Min(Tried, draws.Count))
            .Select(i => draws[0, i * (draws.Count - 1) / Math.Max(1, Math.Min(Tried, draws.Count) - 1)].ToArray())];
        return InterchangeableComponents.Of(target, draws.Parameters, points);
    }

    private static string Names(IEnumerable<ComponentLabels> labels) =>
        string.Join(", ", labels.Select(one => one.Name).Distinct());
}
